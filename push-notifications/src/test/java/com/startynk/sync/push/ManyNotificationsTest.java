package com.startynk.sync.push;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.startynk.sync.embedded.EmbeddedStack;
import com.startynk.sync.platform.ServicePlatformConfiguration;
import com.startynk.sync.push.delivery.Outbox;
import com.startynk.sync.push.notification.Draft;
import com.startynk.sync.push.notification.NewNotification;
import com.startynk.sync.push.notification.Priority;
import com.startynk.sync.push.standin.ExpoStandIn;
import com.startynk.sync.push.standin.StandInSettings;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * A crowd is woken by three processes, of which one is killed in the middle, through an Expo that stumbles.
 * {@code -Dpush.crowd=20000 -Dpush.rate=600} makes it as large and as slow as it may be.
 */
class ManyNotificationsTest {

    private static final Logger log = LoggerFactory.getLogger(ManyNotificationsTest.class);

    private static final int CROWD = Integer.getInteger("push.crowd", 20_000);
    private static final int RATE = Integer.getInteger("push.rate", 4_000);
    private static final double FAULTS = 0.02;
    private static final int STEP = 500;

    private final ExpoStandIn expo = ExpoStandIn.start(
            0, new StandInSettings("the token", RATE, Duration.ofMillis(200), FAULTS, new Random(20_261_126)));

    private final List<Process> workers = new ArrayList<>();
    private ConfigurableApplicationContext service;
    private JdbcTemplate jdbc;

    /** Somebody with a phone, and what he is told. */
    private record Somebody(String userId, String token, boolean dead, NewNotification told) {}

    @BeforeEach
    void start(@TempDir Path logs) throws Exception {
        var stack = EmbeddedStack.shared();
        var settings = new HashMap<>(stack.properties(stack.newDatabase()));
        settings.put("server.port", "0");
        settings.put("startynk.identity.jwt-secret", RunningService.SECRET);
        settings.put("startynk.push.expo-base-url", expo.url().toString());
        settings.put("startynk.push.expo-access-token", "the token");
        settings.put("startynk.push.queue", "startynk:push:many");
        settings.put("startynk.push.rate", Integer.toString(RATE));
        settings.put("startynk.push.receipt-times", "300ms,1s,2s,5s,10s,30s");
        settings.put("startynk.push.timeout", "5s");
        settings.put("startynk.push.lease", "8s");
        settings.put("startynk.push.sweep", "200ms");
        settings.put("startynk.push.check-after", "1s");
        settings.put("startynk.push.workers", "0");
        service = new SpringApplicationBuilder(
                        ServicePlatformConfiguration.class, ShippedTypes.class, PushNotificationsConfiguration.class)
                .properties(new HashMap<String, Object>(settings))
                .run();
        jdbc = service.getBean(JdbcTemplate.class);
        settings.put("startynk.push.workers", "1");
        for (var n = 0; n < 3; n++) {
            workers.add(WorkerProcess.start(settings, logs.resolve("worker-" + n + ".log")));
        }
    }

    @AfterEach
    void stop() {
        workers.forEach(Process::destroyForcibly);
        service.close();
        expo.close();
    }

    @Test
    void reachesACrowdThroughFaultsAndAKilledWorker() {
        var random = new Random(7);
        var crowd = IntStream.range(0, CROWD).mapToObj(n -> somebody(n, random)).toList();
        register(crowd);

        var begun = Instant.now();
        for (var from = 0; from < CROWD; from += STEP) {
            var step = crowd.subList(from, Math.min(from + STEP, CROWD)).stream()
                    .map(Somebody::told)
                    .toList();
            service.getBean(TransactionTemplate.class)
                    .executeWithoutResult(
                            transaction -> service.getBean(Outbox.class).put(step));
        }
        await().atMost(Duration.ofMinutes(2))
                .until(() -> count("accepted_at IS NOT NULL AND NOT silent"), n -> n > CROWD / 3);
        workers.get(0).destroyForcibly();
        await().atMost(Duration.ofMinutes(3))
                .until(
                        () -> count("state IN ('QUEUED', 'CLAIMED', 'SENDING') OR receipt_due_at IS NOT NULL"),
                        n -> n == 0);

        var received = expo.taken().stream()
                .flatMap(taken -> taken.messages().stream())
                // What shows nothing only finds out whether a phone is still there.
                .filter(message -> message.has("title"))
                .map(message -> message.get("to").stringValue())
                .collect(Collectors.groupingBy(token -> token, Collectors.counting()));
        report(crowd, received, begun);
        var live = crowd.stream().filter(one -> !one.dead()).toList();
        var missed =
                live.stream().filter(one -> !received.containsKey(one.token())).toList();
        // What was under way when the worker was killed or a connection cut, and may not be sent twice; and that is
        // said.
        assertThat(live.size() - missed.size()).isGreaterThanOrEqualTo((int) Math.ceil(live.size() * 0.999));
        assertThat(missed).allSatisfy(one -> assertThat(one.told().atMostOnce()).isTrue());
        assertThat(missed).allMatch(this::isUnknown);
        assertThat(crowd.stream().filter(one -> one.told().atMostOnce()))
                .allSatisfy(one ->
                        assertThat(received.getOrDefault(one.token(), 0L)).isLessThanOrEqualTo(1));
        var alive = jdbc.queryForList("SELECT token FROM push_token WHERE disabled_reason IS NULL", String.class);
        assertThat(alive)
                .containsExactlyInAnyOrderElementsOf(
                        live.stream().map(Somebody::token).toList());
    }

    private boolean isUnknown(Somebody one) {
        return count("state = 'UNKNOWN' AND NOT silent AND token = '" + one.token() + "'") == 1;
    }

    private void report(List<Somebody> crowd, Map<String, Long> received, Instant begun) {
        var latencies = jdbc.queryForList(
                "SELECT TIMESTAMPDIFF(MICROSECOND, queued_at, accepted_at) DIV 1000 FROM push_delivery"
                        + " WHERE accepted_at IS NOT NULL AND NOT silent ORDER BY 1",
                Long.class);
        var last =
                jdbc.queryForObject("SELECT MAX(accepted_at) FROM push_delivery WHERE NOT silent", LocalDateTime.class);
        var seconds = Duration.between(begun, Objects.requireNonNull(last).toInstant(ZoneOffset.UTC))
                        .toMillis()
                / 1000.0;
        var live = crowd.stream().filter(one -> !one.dead()).toList();
        log.info(
                "{} notifications, {} live tokens, {} of them reached, {} more than once; refused requests {}; at most once: {},"
                        + " of them twice {}; accepted p95 {} ms after they were made all at once, {} messages/s; states {}",
                CROWD,
                live.size(),
                live.stream().filter(one -> received.containsKey(one.token())).count(),
                received.values().stream().filter(n -> n > 1).count(),
                expo.refused(),
                crowd.stream().filter(one -> one.told().atMostOnce()).count(),
                crowd.stream()
                        .filter(one -> one.told().atMostOnce() && received.getOrDefault(one.token(), 0L) > 1)
                        .count(),
                latencies.get((int) (latencies.size() * 0.95)),
                Math.round(latencies.size() / seconds),
                jdbc.queryForList(
                        "SELECT state, error, silent, COUNT(*) AS n FROM push_delivery GROUP BY state, error, silent"));
    }

    /** One in twenty may not be told twice; one in a hundred has a dead phone, which Expo knows at once or later. */
    private static Somebody somebody(int n, Random random) {
        var dead = n % 100 == 0;
        var kind = dead ? (n % 200 == 0 ? "unregistered" : "lateunregistered") : "ok";
        var userId = "user-" + n;
        var told = Draft.to(userId)
                .of("ANNOUNCEMENT", "ANNOUNCEMENT")
                .urgentAs(Priority.HIGH)
                .atMostOnce(random.nextInt(20) == 0)
                .made();
        return new Somebody(userId, "ExponentPushToken[" + kind + "-" + UUID.randomUUID() + "]", dead, told);
    }

    private void register(List<Somebody> crowd) {
        service.getBean(TransactionTemplate.class)
                .executeWithoutResult(transaction -> jdbc.batchUpdate(
                        "INSERT INTO push_token (user_id, device_id, token, platform, created_at, updated_at)"
                                + " VALUES (?, 'phone', ?, 'android', UTC_TIMESTAMP(3), UTC_TIMESTAMP(3))",
                        crowd.stream()
                                .map(one -> new Object[] {one.userId().getBytes(UTF_8), one.token()})
                                .toList()));
    }

    private int count(String where) {
        var n = jdbc.queryForObject("SELECT COUNT(*) FROM push_delivery WHERE " + where, Integer.class);
        return n == null ? 0 : n;
    }
}
