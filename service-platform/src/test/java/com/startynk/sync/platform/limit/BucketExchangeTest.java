package com.startynk.sync.platform.limit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.startynk.sync.embedded.EmbeddedRedis;
import com.startynk.sync.embedded.EmbeddedSettings;
import com.startynk.sync.embedded.EmbeddedStack;
import com.startynk.sync.platform.Cable;
import com.startynk.sync.platform.RunningPlatform;
import com.startynk.sync.protocol.Caller;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Nodes of one deployment, each a platform of its own, on one Redis. */
class BucketExchangeTest {

    private static final int LIMIT = 1000;

    @TempDir
    private Path folder;

    private static Caller newDevice() {
        return new Caller("ada", UUID.randomUUID().toString(), Set.of("WORKER"), 0, Long.MAX_VALUE);
    }

    private static RunningPlatform node(Map<String, String> further) {
        var settings = new HashMap<String, String>();
        settings.put("startynk.limits.device-mutations", Integer.toString(LIMIT));
        settings.put("startynk.limits.exchange", "10ms");
        settings.putAll(further);
        return RunningPlatform.start(settings);
    }

    private static int take(RunningPlatform node, Caller device, int wanted) {
        return node.bean(MutationAllowance.class).take(device, wanted).mutations();
    }

    private static boolean isAway(RunningPlatform node) {
        return node.bean(BucketExchange.class).isAway();
    }

    @Test
    void nodesTakeFromTheSameBucket() {
        var database = EmbeddedStack.shared().newDatabase();
        try (var one = node(Map.of("spring.datasource.url", database));
                var other = node(Map.of("spring.datasource.url", database))) {
            var device = newDevice();
            assertThat(take(one, device, 900)).isEqualTo(900);

            // The other node gives what it may without asking, and learns that little is left.
            var given = take(other, device, 60);
            assertThat(given).isEqualTo(60);
            await().atMost(Duration.ofSeconds(5)).untilAsserted(() -> {
                var more = take(other, device, LIMIT);
                assertThat(more).isLessThanOrEqualTo(40);
            });
            await().atMost(Duration.ofSeconds(5))
                    .untilAsserted(() -> assertThat(take(one, device, 1)).isZero());
        }
    }

    @Test
    void withoutRedisANodeCountsForItselfAndAtOnce() throws IOException {
        try (var cable = new Cable(EmbeddedStack.shared().redis().port());
                var node = node(Map.of("spring.data.redis.port", Integer.toString(cable.port())))) {
            var device = newDevice();
            take(node, device, 100);
            cable.cut();
            await().atMost(Duration.ofSeconds(5)).until(() -> {
                take(node, newDevice(), 200);
                return isAway(node);
            });

            var start = System.nanoTime();
            for (var n = 0; n < 1000; n++) {
                take(node, device, 1);
            }
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(1));
            assertThat(take(node, device, 1)).isZero();

            cable.mend();

            await().atMost(Duration.ofSeconds(10)).until(() -> {
                take(node, newDevice(), 200);
                return !isAway(node);
            });
            assertThat(take(node, device, LIMIT))
                    .as("a tenth may have come back meanwhile")
                    .isLessThanOrEqualTo(300);
        }
    }

    @Test
    void startsWithoutRedisAndTakesItUpWhenItComes() {
        var redis = EmbeddedRedis.start(folder, 0, EmbeddedSettings.forTests());
        var port = redis.port();
        var settings = Map.of(
                "spring.data.redis.port", Integer.toString(port), "spring.data.redis.password", redis.password());
        redis.close();
        var database = EmbeddedStack.shared().newDatabase();
        try (var node = node(with(settings, database))) {
            var device = newDevice();
            assertThat(take(node, device, LIMIT)).isEqualTo(LIMIT);
            await().atMost(Duration.ofSeconds(5)).until(() -> isAway(node));

            redis = EmbeddedRedis.start(folder, port, EmbeddedSettings.forTests());

            await().atMost(Duration.ofSeconds(10)).until(() -> {
                take(node, device, 1);
                return !isAway(node);
            });
            try (var other = node(with(settings, database))) {
                take(other, device, 60);
                await().atMost(Duration.ofSeconds(5))
                        .untilAsserted(
                                () -> assertThat(take(other, device, LIMIT)).isLessThan(LIMIT / 2));
            }
        } finally {
            redis.close();
        }
    }

    private static Map<String, String> with(Map<String, String> settings, String database) {
        var all = new HashMap<>(settings);
        all.put("spring.datasource.url", database);
        return all;
    }
}
