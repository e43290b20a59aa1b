package com.startynk.sync.standalone.notification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.startynk.sync.catalog.EntityCatalog;
import com.startynk.sync.embedded.EmbeddedStack;
import com.startynk.sync.push.standin.ExpoStandIn;
import com.startynk.sync.push.standin.StandInSettings;
import com.startynk.sync.realtime.engine.Engine;
import com.startynk.sync.standalone.Tokens;
import com.startynk.sync.standalone.WholeSystem;
import io.socket.client.Ack;
import io.socket.client.IO;
import io.socket.client.Socket;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.json.JSONObject;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.web.server.servlet.context.ServletWebServerApplicationContext;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.core.env.MapPropertySource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A task is assigned, and its worker's devices are woken, or not: all services in this JVM, with the real client of Socket.IO. */
class SeenNotificationsIT {

    private static final String SECRET = "a-key-for-tests-that-is-long-enough-for-every-algorithm-that-we-take";
    private static final Duration SOON = Duration.ofSeconds(20);
    private static final JsonMapper JSON = new JsonMapper();
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private static ExpoStandIn expo;
    private static ServletWebServerApplicationContext system;

    private final String worker = UUID.randomUUID().toString();
    private final String admin = Tokens.of("admin", "desk", "ADMIN", SECRET);
    private final String site = UUID.randomUUID().toString();
    private final String task = UUID.randomUUID().toString();

    @BeforeAll
    static void start() {
        expo = ExpoStandIn.start(0, new StandInSettings(null, 600, Duration.ofMillis(50), 0, new Random(7)));
        var stack = EmbeddedStack.shared();
        var settings = new HashMap<String, Object>(stack.properties(stack.newDatabase()));
        settings.put("server.port", 0);
        settings.put("server.shutdown", "immediate");
        settings.put("startynk.realtime.port", 0);
        settings.put("startynk.identity.jwt-secret", SECRET);
        settings.put("startynk.encryption.keys", "test:" + Base64.getEncoder().encodeToString(new byte[32]));
        settings.put("startynk.axon.node-id", "seen");
        settings.put("startynk.push.expo-base-url", expo.url());
        settings.put("startynk.push.receipt-times", "100ms,300ms,600ms");
        settings.put("startynk.push.grace", "3s");
        var application = new SpringApplication(WholeSystem.application());
        application.setRegisterShutdownHook(false);
        application.setLogStartupInfo(false);
        application.addInitializers(starting -> {
            starting.getEnvironment().getPropertySources().addFirst(new MapPropertySource("seen", settings));
            ((GenericApplicationContext) starting).registerBean(EntityCatalog.class, () -> EntityCatalog.load(null));
        });
        system = (ServletWebServerApplicationContext) application.run();
    }

    @AfterAll
    static void stop() {
        system.close();
        expo.close();
    }

    @BeforeEach
    void openTheSite() throws Exception {
        push("project", site, "CREATE", Map.of("name", "Quay 7", "memberIds", List.of(worker)));
        push("task", task, "CREATE", Map.of("title", "Pour slab"));
        // Told before any phone is there, so that none is woken for it.
        notified("project.added");
    }

    @Test
    void wakesNoDeviceWithItsAppOpenButTheOthersOfItsPerson() throws Exception {
        var open = register("tablet");
        var closed = register("phone");
        var socket = connect("tablet");
        try {
            say(socket, "online");

            assign();

            var id = notified();
            await().atMost(SOON).until(() -> state(id, "tablet"), "SKIPPED SEEN"::equals);
            await().atMost(SOON).until(() -> messages(closed), n -> n == 1);
            assertThat(messages(open)).isZero();
        } finally {
            socket.close();
        }
    }

    @Test
    void wakesADeviceThatHasGoneToTheBackground() throws Exception {
        var token = register("tablet");
        var socket = connect("tablet");
        try {
            say(socket, "online");
            say(socket, "away");

            assign();

            await().atMost(SOON).until(() -> messages(token), n -> n == 1);
        } finally {
            socket.close();
        }
    }

    @Test
    void wakesNoDeviceThatHasPulledTheChangeInQuietHours() throws Exception {
        var ahead = register("tablet");
        var behind = register("phone");
        quietHours();
        assign();
        var id = notified();
        assertThat(state(id, "tablet")).startsWith("QUEUED");

        pull("tablet", pull("tablet", null));
        pull("phone", null);
        endQuietHours(id);

        await().atMost(SOON).until(() -> state(id, "tablet"), "SKIPPED SEEN"::equals);
        await().atMost(SOON).until(() -> messages(behind), n -> n == 1);
        assertThat(messages(ahead)).isZero();
    }

    @Test
    void wakesADeviceThatHasOnlyConnectedAgain() throws Exception {
        var token = register("tablet");
        var before = connect("tablet");
        say(before, "online");
        before.close();
        var socket = connect("tablet");
        try {
            assign();

            await().atMost(SOON).until(() -> messages(token), n -> n == 1);
        } finally {
            socket.close();
        }
    }

    private void say(Socket socket, String status) throws Exception {
        var answered = new CompletableFuture<Object>();
        socket.emit(
                "presence:update", new JSONObject(Map.of("status", status, "projectId", site, "screen", "tasks")), (Ack)
                        answer -> answered.complete(answer[0]));
        assertThat(answered.get(8, TimeUnit.SECONDS).toString()).contains("true");
    }

    private void assign() throws Exception {
        push("task", task, "UPDATE", Map.of("assigneeIds", List.of(worker)));
    }

    private String notified() {
        return notified("task.assigned");
    }

    private String notified(String type) {
        return await().atMost(SOON)
                .until(
                        () -> call("GET", "/api/v1/notifications", token("desk"), null)
                                .get("items")
                                .valueStream()
                                .filter(one -> one.get("type").stringValue().equals(type))
                                .map(one -> one.get("id").stringValue())
                                .findFirst()
                                .orElse(""),
                        id -> !id.isEmpty());
    }

    private String token(String device) {
        return Tokens.of(worker, device + "-of-" + worker, "WORKER", SECRET);
    }

    private Socket connect(String device) {
        var socket = IO.socket(
                URI.create("http://127.0.0.1:" + system.getBean(Engine.class).port()),
                IO.Options.builder()
                        .setAuth(Map.of("token", token(device)))
                        .setForceNew(true)
                        .setReconnection(false)
                        .build());
        socket.connect();
        await().atMost(SOON).until(socket::connected);
        return socket;
    }

    private String register(String device) throws Exception {
        var token = "ExponentPushToken[ok-" + UUID.randomUUID() + "]";
        call("POST", "/api/v1/push-tokens", token(device), Map.of("token", token, "platform", "android"));
        return token;
    }

    /** For an hour from now. */
    private void quietHours() throws Exception {
        var now = LocalTime.now(ZoneOffset.UTC).truncatedTo(ChronoUnit.MINUTES);
        var hours = Map.of(
                "from", now.minusHours(1).toString(), "until", now.plusHours(1).toString());
        call("PUT", "/api/v1/notifications/preferences", token("desk"), Map.of("quietHours", hours));
    }

    /** As if their end had come. */
    private static void endQuietHours(String notificationId) {
        var jdbc = system.getBean(JdbcTemplate.class);
        system.getBean(TransactionTemplate.class)
                .executeWithoutResult(transaction -> jdbc.update(
                        "UPDATE push_delivery SET not_before = UTC_TIMESTAMP(3) WHERE notification_id = ? AND state = 'QUEUED'",
                        notificationId));
    }

    private String pull(String device, @Nullable String cursor) throws Exception {
        var path = "/api/v1/sync/updates?limit=1000" + (cursor == null ? "" : "&cursor=" + cursor);
        var page = call("GET", path, token(device), null);
        assertThat(page.get("changes").toString()).contains(cursor == null ? task : "");
        return page.get("cursor").stringValue();
    }

    private void push(String type, String entityId, String operation, Map<String, Object> data) throws Exception {
        var item = new HashMap<String, Object>(Map.of(
                "mutationId",
                UUID.randomUUID().toString(),
                "entityType",
                type,
                "operation",
                operation,
                "entityId",
                entityId,
                "projectId",
                site,
                "data",
                data));
        if (operation.equals("UPDATE")) {
            item.put("baseVersion", 1);
        }
        assertThat(call("POST", "/api/v1/sync/items", admin, item).get("status").stringValue())
                .isEqualTo("APPLIED");
    }

    private String state(String id, String device) throws Exception {
        return call("GET", "/api/v1/notifications/" + id + "/deliveries", admin, null)
                .get("devices")
                .valueStream()
                .filter(one -> one.get("deviceId").stringValue().equals(device + "-of-" + worker))
                .map(one ->
                        one.get("state").stringValue() + " " + one.path("error").asString(""))
                .findFirst()
                .orElse("");
    }

    private static long messages(String token) {
        return expo.taken().stream()
                .flatMap(taken -> taken.messages().stream())
                .filter(message -> message.get("to").stringValue().equals(token))
                .count();
    }

    private static JsonNode call(String method, String path, String token, @Nullable Object body)
            throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(
                        URI.create("http://127.0.0.1:" + system.getWebServer().getPort() + path))
                .header("Authorization", "Bearer " + token)
                .header("Content-Type", "application/json")
                .method(
                        method,
                        body == null
                                ? BodyPublishers.noBody()
                                : BodyPublishers.ofString(JSON.writeValueAsString(body)));
        var answer = HTTP.send(request.build(), BodyHandlers.ofString());
        assertThat(answer.statusCode()).as(answer.body()).isLessThan(300);
        return JSON.readTree(answer.body());
    }
}
