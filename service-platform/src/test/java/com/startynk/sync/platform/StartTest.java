package com.startynk.sync.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.startynk.sync.embedded.EmbeddedStack;
import com.startynk.sync.platform.axon.NoteProcessing;
import java.util.Map;
import java.util.UUID;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StartTest {

    @ParameterizedTest
    @ValueSource(strings = {"", "too short"})
    void isRefusedWithoutAUsableSecret(String secret) {
        assertThatThrownBy(() -> RunningPlatform.start(Map.of("startynk.identity.jwt-secret", secret)))
                .rootCause()
                .hasMessageContaining("JWT_SECRET");
    }

    @Test
    void aRestartGoesOnWhereTheProcessorsStood() {
        var database = EmbeddedStack.shared().newDatabase();
        var id = UUID.randomUUID().toString();
        try (var first = RunningPlatform.start(Map.of("spring.datasource.url", database))) {
            first.bean(CommandGateway.class).sendAndWait(NoteProcessing.write(id, "before"));
            await().until(() -> NoteProcessing.texts(first, id).contains("before"));
        }

        try (var second = RunningPlatform.start(Map.of("spring.datasource.url", database))) {
            second.bean(CommandGateway.class).sendAndWait(NoteProcessing.write(id, "after"));
            await().until(() -> NoteProcessing.texts(second, id).contains("after"));

            assertThat(NoteProcessing.texts(second, id)).containsExactly("after");
        }
    }
}
