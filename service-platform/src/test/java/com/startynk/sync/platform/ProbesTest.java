package com.startynk.sync.platform;

import static org.assertj.core.api.Assertions.assertThat;

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
        var answer = platform.get("/actuator/" + endpoint);

        assertThat(answer.status()).isEqualTo(404);
    }
}
