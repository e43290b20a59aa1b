package com.startynk.sync.query.entity;

import static com.startynk.sync.query.Site.caller;
import static com.startynk.sync.query.Site.newUser;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.startynk.sync.embedded.EmbeddedRedis;
import com.startynk.sync.embedded.EmbeddedSettings;
import com.startynk.sync.query.Reader;
import com.startynk.sync.query.RunningQuerySide;
import com.startynk.sync.query.Site;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RedisOutageTest {

    @TempDir
    private Path folder;

    @Test
    void readersGoOnWithoutRedisAndFindNothingOldAtItsReturn() {
        var redis = start(0);
        var port = redis.port();
        var settings = Map.of(
                // Else memory would answer, and nobody would ask Redis.
                "startynk.query.near-cache",
                "0B",
                "spring.data.redis.port",
                Integer.toString(port),
                "spring.data.redis.password",
                redis.password());
        try (var querySide = RunningQuerySide.start(settings)) {
            var site = new Site(querySide);
            var ada = caller(newUser(), "WORKER");
            var project = site.project(ada.userId());
            var task = site.task(project);
            var path = "/api/v1/entities/task/" + task;
            await().until(() -> querySide.get(path, ada).header("X-Cache").equals("HIT"));

            redis.close();
            for (var n = 2; n <= 20; n++) {
                site.change(task, Map.of("progress", n));
                assertThat(querySide.get(path, ada).header("ETag")).isEqualTo("\"" + n + "\"");
            }
            assertThat(new Reader(querySide, ada).all()).hasSize(2);
            assertThat(health(querySide)).isEqualTo("DEGRADED");

            redis = start(port);
            await().atMost(Duration.ofSeconds(20)).untilAsserted(() -> {
                var answer = querySide.get(path, ada);
                assertThat(answer.header("ETag")).isEqualTo("\"20\"");
                assertThat(answer.header("X-Cache")).isEqualTo("HIT");
            });
            assertThat(health(querySide)).isEqualTo("OK");
        } finally {
            redis.close();
        }
    }

    private static String health(RunningQuerySide querySide) {
        var answer = querySide.get("/api/v1/sync/status", caller(newUser(), "WORKER"));
        return answer.json().path("health").asString();
    }

    private EmbeddedRedis start(int port) {
        return EmbeddedRedis.start(folder, port, EmbeddedSettings.forTests());
    }
}
