package com.startynk.sync.query.cachepolicy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.startynk.sync.embedded.EmbeddedStack;
import com.startynk.sync.query.RunningQuerySide;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Changed policies from one start to the next, and on several nodes. */
class PoliciesOverTimeTest {

    private final String database = EmbeddedStack.shared().newDatabase();

    @TempDir
    private Path types;

    @Test
    void aChangeHoldsOverOtherDeclarationsUntilItIsTakenBack() throws IOException {
        declare("5m", 10);
        started(policies -> {
            policies.change("tool", null, 60L, null, null, null);
            policies.settle();
        });

        declare("7m", 20);
        started(policies -> {
            assertThat(policies.of("tool").path("ttlSeconds").longValue()).isEqualTo(60);
            assertThat(policies.of("tool").path("maxEntries").intValue()).isEqualTo(20);
            assertThat(policies.answer().json().path("changed").toString())
                    .isEqualTo("[{\"entityType\":\"tool\",\"declared\":{\"ttlSeconds\":420}}]");
        });

        Files.delete(types.resolve("tool.yaml"));
        started(policies -> {
            assertThat(policies.answer().json().path("items"))
                    .hasSize(6)
                    .noneMatch(item -> item.path("entityType").stringValue().equals("tool"));
            assertThat(policies.answer().json().path("changed")).isEmpty();
        });

        declare("7m", 20);
        started(policies -> {
            assertThat(policies.of("tool").path("ttlSeconds").longValue()).isEqualTo(60);
            policies.reset("tool");
            assertThat(policies.of("tool").path("ttlSeconds").longValue()).isEqualTo(420);
        });
    }

    @Test
    void everyNodeGoesByAChangeAlsoWithoutRedis() {
        var settings = Map.of("spring.datasource.url", database, "spring.data.redis.port", "1");
        try (var here = RunningQuerySide.start(settings);
                var there = RunningQuerySide.start(settings)) {
            var policies = new ToldPolicies(here);
            policies.change("task", null, 60L, null, null, null);
            policies.settle();

            assertThat(policies.of("task").path("ttlSeconds").longValue()).isEqualTo(60);
            var others = new ToldPolicies(there);
            await().atMost(5, TimeUnit.SECONDS)
                    .untilAsserted(() -> assertThat(others.answer().body())
                            .isEqualTo(policies.answer().body()));
        }
    }

    private void started(Consumer<ToldPolicies> then) {
        var settings = Map.of("spring.datasource.url", database, RunningQuerySide.TYPES, types.toString());
        try (var querySide = RunningQuerySide.start(settings)) {
            then.accept(new ToldPolicies(querySide));
        }
    }

    private void declare(String ttl, int maxEntries) throws IOException {
        Files.writeString(types.resolve("tool.yaml"), """
                name: tool
                strategy: SERVER_WINS
                granularity: ENTITY
                cache: {strategy: CACHE_FIRST, ttl: %s, maxEntries: %d}
                permissions: {read: all, create: all, update: all, delete: all}
                fields:
                  name: {type: text, required: true}
                """.formatted(ttl, maxEntries));
    }
}
