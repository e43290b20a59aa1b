package com.startynk.sync.platform;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ProbesTest {

    private final RunningPlatform platform = RunningPlatform.shared();

    @ParameterizedTest
    @ValueSource(strings = {"liveness", "readiness"})
    void aProbeIsUpWithoutAToken(String probe) {
        var answer = platform.send(platform.bare("/actuator/health/" + probe));

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.json().get("status").asString()).isEqualTo("UP");
    }

    @Test
    void metricsAreTextForPrometheusAndNameProcessorsCommandsAndCalls() {
        platform.get("/trpc/notes.echo");
        platform.bean(CommandGateway.class)
                .sendAndWait(com.startynk.sync.platform.axon.NoteProcessing.write("n-metrics", "pour"));

        var metrics = platform.send(platform.bare("/actuator/prometheus"));

        assertThat(metrics.status()).isEqualTo(200);
        assertThat(metrics.response().body())
                .containsPattern("(?m)^# TYPE \\w+ (counter|gauge|histogram|summary)$")
                .contains("startynk_processor_running{processor=\"note-texts\"} 1")
                .contains("startynk_processor_segments")
                .contains("startynk_commands_seconds_count")
                .contains("startynk_trpc_calls_seconds_count")
                .contains("hikaricp_connections");
    }

    @ParameterizedTest
    @ValueSource(strings = {"env", "beans", "heapdump", "loggers", "configprops", "mappings", "shutdown", ""})
    void otherEndpointsAreClosed(String endpoint) {
        assertThat(status(platform, endpoint, "ADMIN")).isEqualTo(404);
        assertThat(status(platform, endpoint, "FOREMAN")).isEqualTo(403);
        assertThat(platform.send(platform.bare("/actuator/" + endpoint)).status())
                .isEqualTo(401);
    }

    @Test
    void whatOperatorsOpenIsForAdmins() {
        var opened = Map.of(
                "management.endpoints.web.exposure.include", "health,prometheus,mappings",
                "management.endpoint.mappings.access", "read-only");
        try (var open = RunningPlatform.start(opened)) {
            assertThat(status(open, "mappings", "ADMIN")).isEqualTo(200);
            assertThat(status(open, "mappings", "PROJECT_MANAGER")).isEqualTo(403);
            assertThat(open.send(open.bare("/actuator/mappings")).status()).isEqualTo(401);
            assertThat(open.send(open.bare("/%61ctuator/mappings")).status()).isEqualTo(401);
            assertThat(open.send(open.bare("/actuator/health/liveness")).status())
                    .isEqualTo(200);
        }
    }

    private static int status(RunningPlatform platform, String endpoint, String role) {
        var token = Tokens.sign(Tokens.with("roles", List.of(role)));
        return platform.send(platform.bare("/actuator/" + endpoint).header("Authorization", "Bearer " + token))
                .status();
    }
}
