package com.startynk.sync.realtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HandshakeTest {

    private Gateway gateway;

    @BeforeEach
    void open() {
        gateway = Gateway.open();
        gateway.person("anna", "WORKER");
        gateway.feed.member("anna", "p-1");
    }

    @AfterEach
    void close() {
        gateway.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"websocket", "polling"})
    void tellsAnUnknownTokenThatItIsUnauthenticatedAndNothingElse(String transport) {
        try (var anna = Client.with(gateway, "anna");
                var stranger = Client.with(gateway, "nobody", null, transport)) {
            assertThat(stranger.next("connect_error").path("message").stringValue())
                    .isEqualTo("UNAUTHENTICATED");

            var task = gateway.feed.task("p-1");
            anna.hears(task);
            await().until(() -> gateway.sessions() == 1);
            assertThat(stranger.heard).hasSize(1);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"websocket", "polling", "polling,websocket"})
    void letsAKnownTokenInOverEveryTransport(String transports) {
        try (var anna = Client.with(gateway, "anna", null, transports.split(","))) {
            anna.next("connect");
            var first = gateway.feed.task("p-1");
            anna.hears(first);
            var answer = anna.askJson("sync:push", "{\"mutationId\": \"m-1\"}");
            assertThat(answer.path("status").stringValue()).isEqualTo("APPLIED");

            var last = transports.substring(transports.indexOf(',') + 1);
            await().untilAsserted(() -> {
                anna.askJson("unsubscribe", "{}");
                assertThat(anna.carriers).contains(last);
            });
            var second = gateway.feed.task("p-1");
            anna.hears(first, second);
        }
    }

    @Test
    void endsASocketWithItsToken() {
        gateway.person("ben", Duration.ofSeconds(2));
        try (var ben = Client.with(gateway, "ben")) {
            assertThat(ben.next("session:revoked").path("reason").stringValue()).isEqualTo("TOKEN_EXPIRED");
            assertThat(ben.next("disconnect").stringValue()).isEqualTo("io server disconnect");
            await().until(() -> gateway.sessions() == 0);
        }
    }
}
