package com.startynk.sync.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.startynk.sync.embedded.EmbeddedStack;
import com.startynk.sync.platform.axon.NoteProcessing;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.junit.jupiter.api.Test;

class OutageTest {

    @Test
    void withoutItsDatabaseItAsksForPatienceAndComesBackByItself() throws IOException {
        var address = URI.create(EmbeddedStack.shared().newDatabase().substring("jdbc:".length()));
        try (var cable = new Cable(address.getPort());
                var platform = RunningPlatform.start(Map.of(
                        "spring.datasource.url",
                        "jdbc:mysql://127.0.0.1:" + cable.port() + address.getPath() + "?sslMode=DISABLED"))) {
            assertThat(platform.get("/api/v1/notes/count").status()).isEqualTo(200);

            cable.cut();

            for (var call = 0; call < 3; call++) {
                var answer = platform.get("/api/v1/notes/count");
                assertThat(answer.status()).isEqualTo(503);
                assertThat(answer.errorCode()).isEqualTo("TEMPORARILY_UNAVAILABLE");
                assertThat(answer.header("Retry-After")).isEqualTo("1");
            }
            await().atMost(Duration.ofSeconds(20)).until(() -> probe(platform, "readiness") == 503);
            assertThat(probe(platform, "liveness")).isEqualTo(200);

            cable.mend();

            await().atMost(Duration.ofSeconds(20)).until(() -> probe(platform, "readiness") == 200);
            var id = UUID.randomUUID().toString();
            platform.bean(CommandGateway.class).sendAndWait(NoteProcessing.write(id, "after the outage"));
            await().atMost(Duration.ofSeconds(10))
                    .until(() -> !NoteProcessing.texts(platform, id).isEmpty());
        }
    }

    @Test
    void withoutRedisItStaysReady() throws IOException {
        try (var cable = new Cable(EmbeddedStack.shared().redis().port());
                var platform =
                        RunningPlatform.start(Map.of("spring.data.redis.port", Integer.toString(cable.port())))) {
            cable.cut();

            assertThat(probe(platform, "readiness")).isEqualTo(200);
        }
    }

    private static int probe(RunningPlatform platform, String name) {
        return platform.send(platform.bare("/actuator/health/" + name)).status();
    }
}
