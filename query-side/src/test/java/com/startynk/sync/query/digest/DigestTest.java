package com.startynk.sync.query.digest;

import static com.startynk.sync.query.Site.ADMIN;
import static com.startynk.sync.query.Site.caller;
import static com.startynk.sync.query.Site.newUser;
import static org.assertj.core.api.Assertions.assertThat;

import com.startynk.sync.protocol.Caller;
import com.startynk.sync.query.RunningQuerySide;
import com.startynk.sync.query.RunningQuerySide.Answer;
import com.startynk.sync.query.Site;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** On a query side that waits for its projection however slow the machine is: nothing here waits by itself. */
class DigestTest {

    private static RunningQuerySide querySide;

    private final Site site = new Site(querySide);
    private final Caller ada = caller(newUser(), "WORKER");

    @BeforeAll
    static void start() {
        querySide = RunningQuerySide.start(Map.of("startynk.query.feed-wait", "20s"));
    }

    @AfterAll
    static void stop() {
        querySide.close();
    }

    @Test
    void countsAndHashesWhatIsThereByProjectAndType() {
        var project = site.project(ada.userId());
        var versions = new HashMap<String, Long>();
        for (var n = 0; n < 20; n++) {
            var task = site.task(project);
            site.change(task, Map.of("progress", n));
            versions.put(task, 2L);
        }
        site.delete(site.task(project));

        var answer = ask("{\"projectIds\":[]}", ada);
        assertThat(answer.path("serverTime").asString()).matches("\\d{4}-\\d\\d-\\d\\dT[\\d:]{8}\\.\\d{3}Z");
        assertThat(answer.path("items")).hasSize(2);
        assertThat(answer.path("items").path(0).toString()).isEqualTo(whole(project, "project", Map.of(project, 1L)));
        assertThat(answer.path("items").path(1).toString()).isEqualTo(whole(project, "task", versions));
    }

    @Test
    void aDigestGoesBackWithWhatIsUndone() {
        var project = site.project(ada.userId());
        var task = site.task(project);
        var before = ask("{}", ada).path("items");

        var other = site.task(project);
        site.change(task, Map.of("progress", 1));
        assertThat(ask("{}", ada).path("items")).isNotEqualTo(before);
        site.delete(other);
        site.delete(task);
        assertThat(ask("{}", ada).path("items")).hasSize(1);
        site.revive(task, Map.of());
        assertThat(ask("{}", ada).path("items").path(1).toString()).isEqualTo(whole(project, "task", Map.of(task, 4L)));
    }

    @Test
    void fewEntitiesAreToldByName() {
        var project = site.project(ada.userId());
        var task = site.task(project);
        site.delete(site.task(project));

        var answer = ask(below(project, "task", ""), ada);
        assertThat(answer.path("items").toString()).isEqualTo("[{\"entityId\":\"" + task + "\",\"version\":1}]");
        assertThat(ask(below(project, "material", ""), ada).path("items")).isEmpty();
    }

    @Test
    void manyAreFollowedDigitByDigitAcrossTheDashesOfAnId() {
        var project = site.project(ada.userId());
        var ids = new HashSet<String>();
        site.together(() -> {
            for (var n = 0; n < 130; n++) {
                ids.add(site.task(project));
                var near = UUID.randomUUID().toString().substring(24);
                ids.add(site.create("abcdef01-2345-4789-8abc-" + near, "task", project, Map.of("title", "t"), null));
            }
        });

        assertThat(follow(project, "", ReckonedDigest.of(versions(ids)))).isEqualTo(ids);
        var upper = ask(below(project, "task", "ABCDEF0123454789"), ada).path("items");
        assertThat(upper).hasSize(1);
        assertThat(upper.path(0).path("prefix").asString()).isEqualTo("abcdef01234547898");
    }

    @Test
    void sixtyFourAreFew() {
        var project = site.project(ada.userId());
        site.together(() -> {
            for (var n = 0; n < 64; n++) {
                site.task(project);
            }
        });
        assertThat(ask(below(project, "task", ""), ada).path("items").path(0).has("entityId"))
                .isTrue();

        site.task(project);
        assertThat(ask(below(project, "task", ""), ada).path("items").path(0).propertyNames())
                .containsExactly("projectId", "entityType", "prefix", "count", "hash");
    }

    @Test
    void theRestTwinAnswersTheSame() {
        var project = site.project(ada.userId());
        site.task(project);

        assertThat(get("", ada).json().path("items")).isEqualTo(ask("{}", ada).path("items"));
        assertThat(get("?projectIds=" + project + "&entityType=task&prefix=", ada)
                        .json()
                        .path("items"))
                .hasSize(1)
                .isEqualTo(ask(below(project, "task", ""), ada).path("items"));
    }

    @Nested
    class Readers {

        @Test
        void seeTheirProjectsAndTypesOnly() {
            var mine = site.project(ada.userId());
            site.create(UUID.randomUUID().toString(), "payroll", mine, Map.of("workerId", "w"), null);
            site.task(mine);
            var foreign = site.project();
            site.task(foreign);

            assertThat(ask("{}", ada).path("items")).hasSize(2).allSatisfy(item -> {
                assertThat(item.path("projectId").asString()).isEqualTo(mine);
                assertThat(item.path("entityType").asString()).isIn("project", "task");
            });
            assertThat(ask("{\"projectIds\":[\"" + mine + "\",\"" + foreign + "\"]}", ada)
                            .path("items"))
                    .hasSize(2);
            assertThat(ask("{\"projectIds\":[\"" + foreign + "\"]}", ada).path("items"))
                    .isEmpty();
            assertThat(ask(below(foreign, "task", ""), ada).path("items")).isEmpty();
            assertThat(ask("{\"projectIds\":[\"" + mine + "\"]}", caller(ada.userId(), "PAYROLL"))
                            .path("items"))
                    .extracting(item -> item.path("entityType").asString())
                    .containsExactly("payroll", "project");
        }

        @Test
        void loseWhatTheyAreTakenFrom() {
            var project = site.project(ada.userId());
            site.task(project);
            assertThat(ask("{}", ada).path("items")).hasSize(2);

            site.members(project);
            assertThat(ask("{}", ada).path("items")).isEmpty();
        }

        @Test
        void whoAreAdminsSeeEveryProject() {
            var one = site.project();
            var two = site.project();

            assertThat(ask("{}", ADMIN).path("items"))
                    .extracting(item -> item.path("projectId").asString())
                    .contains(one, two);
            assertThat(ask("{\"projectIds\":[\"" + one + "\"]}", ADMIN).path("items"))
                    .hasSize(1);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "?prefix=a; WORKER; INVALID_INPUT",
                "?entityType=task; WORKER; INVALID_INPUT",
                "?entityType=task&projectIds=org,other; WORKER; INVALID_INPUT",
                "?entityType=task&projectIds=org&prefix=g; WORKER; INVALID_INPUT",
                "?entityType=task&projectIds=org&prefix=abcdef01-2; WORKER; INVALID_INPUT",
                "?entityType=task&projectIds=org&prefix=000000000000000000000000000000000; WORKER; INVALID_INPUT",
                "?entityType=spaceship&projectIds=org; WORKER; UNKNOWN_ENTITY_TYPE",
                "?entityType=payroll&projectIds=org; WORKER; FORBIDDEN",
                "?entityType=task&projectIds=org; PAYROLL; FORBIDDEN"
            })
    void refusesWhatMakesNoSenseOrIsNotAllowed(String parameters, String role, String errorCode) {
        var answer = get(parameters, caller(ada.userId(), role));

        assertThat(answer.errorCode()).isEqualTo(errorCode);
        assertThat(answer.status()).isEqualTo(errorCode.equals("FORBIDDEN") ? 403 : 400);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {"[]; input", "{\"projectIds\":\"x\"}; projectIds", "{\"entityType\":5}; entityType"})
    void refusesNonsenseByName(String input, String field) {
        var answer = call(input, ada);

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.body()).contains("INVALID_INPUT").contains(field);
    }

    /** Every answer's parts must come to what the line above them said. */
    private Set<String> follow(String project, String prefix, ReckonedDigest expected) {
        var items = ask(below(project, "task", prefix), ada).path("items");
        var found = new HashSet<String>();
        if (items.path(0).has("entityId")) {
            items.forEach(item -> found.add(item.path("entityId").asString()));
            assertThat(ReckonedDigest.of(versions(found))).isEqualTo(expected);
            return found;
        }
        for (var item : items) {
            var part = new ReckonedDigest(
                    item.path("count").longValue(), item.path("hash").asString());
            assertThat(item.path("prefix").asString()).startsWith(prefix).hasSize(prefix.length() + 1);
            found.addAll(follow(project, item.path("prefix").asString(), part));
        }
        assertThat(ReckonedDigest.of(versions(found))).isEqualTo(expected);
        return found;
    }

    private static Map<String, Long> versions(Set<String> ids) {
        var versions = new HashMap<String, Long>();
        ids.forEach(id -> versions.put(id, 1L));
        return versions;
    }

    private static String whole(String project, String type, Map<String, Long> versions) {
        var reckoned = ReckonedDigest.of(versions);
        return "{\"projectId\":\"%s\",\"entityType\":\"%s\",\"count\":%d,\"hash\":\"%s\"}"
                .formatted(project, type, reckoned.count(), reckoned.hash());
    }

    private static String below(String project, String type, String prefix) {
        return "{\"projectIds\":[\"%s\"],\"entityType\":\"%s\",\"prefix\":\"%s\"}".formatted(project, type, prefix);
    }

    private JsonNode ask(String input, Caller caller) {
        return call(input, caller).json().path("result").path("data");
    }

    private Answer call(String input, Caller caller) {
        return querySide.get("/trpc/sync.getDigest?input=" + URLEncoder.encode(input, StandardCharsets.UTF_8), caller);
    }

    private Answer get(String parameters, Caller caller) {
        return querySide.get("/api/v1/sync/digest" + parameters, caller);
    }
}
