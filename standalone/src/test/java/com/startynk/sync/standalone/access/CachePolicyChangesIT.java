package com.startynk.sync.standalone.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.startynk.sync.embedded.EmbeddedStack;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** An admin changes cache policies on one of two nodes. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CachePolicyChangesIT {

    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final String POLICIES = "/api/v1/cache/policies";
    private static final String OF_TASKS = POLICIES + "/task";

    private RunningServices here;
    private RunningServices there;
    private World world;
    private Person admin;

    @BeforeAll
    void start() throws Exception {
        var database = EmbeddedStack.shared().newDatabase();
        here = RunningServices.start(Path.of("src/test/access-types"), database, "first");
        there = RunningServices.start(Path.of("src/test/access-types"), database, "second");
        world = new World(here);
        admin = new Person(here, Role.ADMIN.userId(), Role.ADMIN.name());
    }

    @AfterEach
    void takeBack() throws Exception {
        assertThat(call(here, "DELETE", OF_TASKS, "").statusCode()).isEqualTo(200);
    }

    @AfterAll
    void stop() {
        there.close();
        here.close();
    }

    @Test
    void answersThePolicyAsItThenIsAndShowsItToWhoAsksNext() throws Exception {
        var changed = call(here, "PATCH", OF_TASKS, "{\"strategy\": \"STALE_WHILE_REVALIDATE\", \"ttlSeconds\": 60}");

        assertThat(changed.statusCode()).isEqualTo(200);
        assertThat(changed.body()).isEqualTo("""
                        {"entityType":"task","strategy":"STALE_WHILE_REVALIDATE","ttlSeconds":60,"staleSeconds":60,\
                        "maxEntries":10000,"compress":false,"encrypt":false}""");
        var shown = call(here, "GET", POLICIES, "");
        assertThat(shown.headers().firstValue("ETag"))
                .isEqualTo(changed.headers().firstValue("ETag"));
        assertThat(ofTasks(shown)).isEqualTo(json(changed));

        var reset = call(here, "DELETE", OF_TASKS, "");
        assertThat(json(reset).path("ttlSeconds").longValue()).isEqualTo(900);
        assertThat(ofTasks(call(here, "GET", POLICIES, ""))).isEqualTo(json(reset));
    }

    /** Also where the change is projected on the other one. */
    @Test
    void bothNodesShowWhatTheyHaveAcknowledged() throws Exception {
        for (var n = 1; n <= 20; n++) {
            var node = n % 2 == 0 ? here : there;
            var changed = call(node, "PATCH", OF_TASKS, "{\"ttlSeconds\": " + n + "}");

            assertThat(json(changed).path("ttlSeconds").intValue()).isEqualTo(n);
            assertThat(ofTasks(call(node, "GET", POLICIES, ""))).isEqualTo(json(changed));
        }
    }

    @Test
    void theOtherNodeAnswersByItWithinSeconds() throws Exception {
        var path = "/api/v1/entities/task/" + world.task(Whose.OWN);
        await().until(() -> call(there, "GET", path, "").statusCode() == 200);
        var tag = call(there, "GET", POLICIES, "").headers().firstValue("ETag").orElseThrow();

        call(here, "PATCH", OF_TASKS, "{\"strategy\": \"STALE_WHILE_REVALIDATE\", \"ttlSeconds\": 60}");

        await().atMost(Duration.ofSeconds(5))
                .until(() -> cacheControl(there, path).equals("private, max-age=60, stale-while-revalidate=60"));
        assertThat(cacheControl(here, path)).isEqualTo("private, max-age=60, stale-while-revalidate=60");
        assertThat(call(there, "GET", POLICIES, "", "If-None-Match", tag).statusCode())
                .isEqualTo(200);
        assertThat(call(there, "GET", POLICIES, "").body())
                .isEqualTo(call(here, "GET", POLICIES, "").body());
    }

    @Test
    void clientsHearOfItWhereTheyPull() throws Exception {
        var worker = new Person(here, Role.WORKER.userId(), Role.WORKER.name());
        var version =
                json(call(here, "PATCH", OF_TASKS, "{\"maxEntries\": 17}")).path("maxEntries");
        assertThat(version.intValue()).isEqualTo(17);
        var policies = json(call(here, "GET", POLICIES, "")).path("version").stringValue();

        assertThat(worker.get("/api/v1/sync/updates")
                        .json()
                        .path("policiesVersion")
                        .stringValue())
                .isEqualTo(policies);
        assertThat(worker.query("sync.getUpdates", Map.of())
                        .data()
                        .path("policiesVersion")
                        .stringValue())
                .isEqualTo(policies);
        assertThat(worker.emit("sync:pull", Map.of())
                        .json()
                        .path("policiesVersion")
                        .stringValue())
                .isEqualTo(policies);
    }

    @Test
    void whoHasSeenOtherPoliciesChangesNothing() throws Exception {
        var seen = call(here, "GET", POLICIES, "").headers().firstValue("ETag").orElseThrow();
        assertThat(call(here, "PATCH", OF_TASKS, "{\"ttlSeconds\": 60}", "If-Match", seen)
                        .statusCode())
                .isEqualTo(200);

        var late = call(here, "PATCH", OF_TASKS, "{\"ttlSeconds\": 61}", "If-Match", seen);
        assertThat(late.statusCode()).isEqualTo(412);
        assertThat(json(late).path("errorCode").stringValue()).isEqualTo("PRECONDITION_FAILED");
        assertThat(call(here, "DELETE", OF_TASKS, "", "If-Match", seen).statusCode())
                .isEqualTo(412);
        assertThat(ofTasks(call(here, "GET", POLICIES, "")).path("ttlSeconds").longValue())
                .isEqualTo(60);
    }

    @Test
    void ofManyWhoSawTheSameOneWins() throws Exception {
        var seen = call(here, "GET", POLICIES, "").headers().firstValue("ETag").orElseThrow();
        await().until(() -> call(there, "GET", POLICIES, "")
                .headers()
                .firstValue("ETag")
                .orElseThrow()
                .equals(seen));
        var won = new AtomicInteger();
        var threads = Executors.newFixedThreadPool(8);
        try {
            var changes = IntStream.range(0, 16)
                    .mapToObj(n -> (Callable<Integer>) () -> call(
                                    n % 2 == 0 ? here : there,
                                    "PATCH",
                                    OF_TASKS,
                                    "{\"ttlSeconds\": " + (100 + n) + "}",
                                    "If-Match",
                                    seen)
                            .statusCode())
                    .toList();
            for (var status : threads.invokeAll(changes)) {
                assertThat(status.get()).isIn(200, 412);
                won.addAndGet(status.get() == 200 ? 1 : 0);
            }
        } finally {
            threads.shutdownNow();
        }

        assertThat(won).hasValue(1);
    }

    @Test
    void changesOfTwoNodesAtTheSameTimeAreBothThere() throws Exception {
        var threads = Executors.newFixedThreadPool(2);
        try {
            for (var n = 1; n <= 10; n++) {
                var ttl = 100 + n;
                var changes = threads.invokeAll(List.<Callable<Integer>>of(
                        () -> call(here, "PATCH", OF_TASKS, "{\"ttlSeconds\": " + ttl + "}")
                                .statusCode(),
                        () -> call(there, "PATCH", OF_TASKS, "{\"maxEntries\": " + ttl + "}")
                                .statusCode()));
                for (var status : changes) {
                    assertThat(status.get()).isEqualTo(200);
                }
                await().untilAsserted(() -> {
                    var policy = ofTasks(call(there, "GET", POLICIES, ""));
                    assertThat(policy.path("ttlSeconds").longValue()).isEqualTo(ttl);
                    assertThat(policy.path("maxEntries").longValue()).isEqualTo(ttl);
                });
            }
        } finally {
            threads.shutdownNow();
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "spaceship;{};404;UNKNOWN_ENTITY_TYPE;",
                "Task;{};404;UNKNOWN_ENTITY_TYPE;",
                "task;{\"ttlSeconds\": 0};400;INVALID_INPUT;ttlSeconds",
                "task;{\"ttlSeconds\": 86399913601};400;INVALID_INPUT;ttlSeconds",
                "task;{\"strategy\": \"SOMETIMES\"};400;INVALID_INPUT;strategy",
                "task;{\"staleSeconds\": 5};400;INVALID_INPUT;staleSeconds",
                "task;{\"ttl\": 5};400;INVALID_INPUT;ttl",
                "task;[];400;INVALID_INPUT;body",
                "task;{;400;INVALID_INPUT;",
                "task;'';400;INVALID_INPUT;"
            })
    void saysWhatIsWrong(String type, String body, int status, String errorCode, String field) throws Exception {
        var refused = call(here, "PATCH", POLICIES + "/" + type, body);

        assertThat(refused.statusCode()).as(refused.body()).isEqualTo(status);
        assertThat(json(refused).path("errorCode").stringValue()).isEqualTo(errorCode);
        assertThat(json(refused).at("/errors/0/field").stringValue("")).isEqualTo(field == null ? "" : field);
    }

    @Test
    void isForAdminsAndInTheSecurityLog() throws Exception {
        var manager = new Person(here, Role.PROJECT_MANAGER.userId(), Role.PROJECT_MANAGER.name());
        assertThat(manager.call("PATCH", OF_TASKS, Map.of("ttlSeconds", 60)).outcome())
                .isEqualTo("403");
        assertThat(manager.call("DELETE", POLICIES + "/spaceship", null).outcome())
                .isEqualTo("403");

        call(here, "PATCH", OF_TASKS, "{\"ttlSeconds\": 4711}");

        var log = admin.get("/api/v1/audit/sessions?limit=5").json().path("items");
        assertThat(log.valueStream()
                        .filter(line -> line.at("/policy/ttlSeconds").longValue(0) == 4711))
                .singleElement()
                .satisfies(line -> {
                    assertThat(line.path("type").stringValue()).isEqualTo("CACHE_POLICY_CHANGED");
                    assertThat(line.at("/by/userId").stringValue()).isEqualTo(admin.userId());
                    assertThat(line.at("/by/deviceId").stringValue()).isEqualTo(admin.deviceId());
                });
    }

    private HttpResponse<String> call(
            RunningServices services, String method, String path, String body, String... headers)
            throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + services.port() + path))
                .header("Authorization", "Bearer " + admin.token())
                .header("Content-Type", "application/json")
                .timeout(Duration.ofSeconds(30))
                .method(method, BodyPublishers.ofString(body));
        for (var at = 0; at < headers.length; at += 2) {
            request.header(headers[at], headers[at + 1]);
        }
        return HTTP.send(request.build(), BodyHandlers.ofString());
    }

    private String cacheControl(RunningServices services, String path) throws IOException, InterruptedException {
        return call(services, "GET", path, "")
                .headers()
                .firstValue("Cache-Control")
                .orElse("");
    }

    private static JsonNode ofTasks(HttpResponse<String> policies) {
        return json(policies)
                .path("items")
                .valueStream()
                .filter(policy -> policy.path("entityType").stringValue().equals("task"))
                .findFirst()
                .orElseThrow();
    }

    private static JsonNode json(HttpResponse<String> answer) {
        return JsonMapper.shared().readTree(answer.body());
    }
}
