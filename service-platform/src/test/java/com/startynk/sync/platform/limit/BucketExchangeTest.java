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
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Nodes of one deployment, each a platform of its own, on one Redis. */
class BucketExchangeTest {

    private static final int LIMIT = 1000;
    private static final int SIP = 30;

    /** A tenth comes back every six seconds, and twice within the time that these tests take at most. */
    private static final int REFILLS = 200;

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

    /**
     * All that a node gives, in sips that leave it the time to hear of the others; of its own it would give the whole limit,
     * which takes as long as half a refill.
     */
    private static int takenBySips(RunningPlatform node, Caller device) {
        var taken = new AtomicInteger();
        await().atMost(Duration.ofSeconds(30))
                .pollInterval(Duration.ofMillis(100))
                .until(() -> {
                    var sip = take(node, device, SIP);
                    taken.addAndGet(sip);
                    return sip < SIP;
                });
        return taken.get();
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
            assertThat(takenBySips(other, device)).isBetween(60, 100 + REFILLS);
            assertThat(takenBySips(one, device))
                    .as("what the other node gave is not to be had here again")
                    .isLessThanOrEqualTo(REFILLS);
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
                assertThat(takenBySips(other, device)).isLessThanOrEqualTo(SIP + LIMIT / 20 + REFILLS);
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
