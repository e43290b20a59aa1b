package com.startynk.sync.realtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.startynk.sync.protocol.ErrorCode;
import com.startynk.sync.protocol.SyncFailure;
import java.time.Duration;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
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

    @ParameterizedTest
    @ValueSource(strings = {"websocket", "polling"})
    void guessingTokensIsCountedByAddressAndTooMuchOfItIsNotAnswered(String transport) {
        var seen = new CopyOnWriteArrayList<String>();
        gateway.strangers = address -> {
            seen.add(address);
            if (seen.size() > 2) {
                throw new SyncFailure(ErrorCode.RATE_LIMITED, "Too many requests without a valid token.");
            }
        };
        for (var n = 0; n < 2; n++) {
            try (var stranger = Client.with(gateway, "nobody", null, transport)) {
                assertThat(stranger.next("connect_error").path("message").stringValue())
                        .isEqualTo("UNAUTHENTICATED");
            }
        }

        try (var oneTooMany = Client.with(gateway, "nobody", null, transport);
                var anna = Client.with(gateway, "anna")) {
            await().until(() -> seen.size() == 3 && gateway.sessions() == 1);
            assertThat(seen).containsOnly("127.0.0.1");
            anna.hears(gateway.feed.task("p-1"));
            assertThat(oneTooMany.heard.toString()).doesNotContain("UNAUTHENTICATED");
        }
    }

    @Test
    void noTokenIsCountedAsABadOneIs() throws Exception {
        var seen = new CopyOnWriteArrayList<String>();
        gateway.strangers = seen::add;
        try (var stranger = RawWebSocket.open(gateway.port())) {
            stranger.send("40");
            stranger.next(packet -> packet.startsWith("44"));
        }
        assertThat(seen).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({
        "203.0.113.7, 203.0.113.7",
        "'198.51.100.1, 203.0.113.7', 203.0.113.7",
        "'203.0.113.7,10.0.0.9', 203.0.113.7",
        "'203.0.113.7, nonsense, 10.0.0.9', 10.0.0.9",
        "10.0.0.9, 10.0.0.9",
        "phones.example, 127.0.0.1",
        "'', 127.0.0.1",
        "2001:db8::7, 2001:db8:0:0:0:0:0:7"
    })
    void aTrustedProxyIsBelievedAboutWhoComes(String forwardedFor, String address) throws Exception {
        var seen = new CopyOnWriteArrayList<String>();
        gateway.strangers = seen::add;
        try (var stranger = RawWebSocket.forwarded(gateway.port(), "nobody", forwardedFor)) {
            stranger.next(packet -> packet.startsWith("44"));
        }
        assertThat(seen).containsExactly(address);
    }
}
