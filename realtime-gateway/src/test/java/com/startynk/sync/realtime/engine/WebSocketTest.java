package com.startynk.sync.realtime.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.startynk.sync.realtime.RawWebSocket;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WebSocketTest {

    private Engine engine;

    @BeforeEach
    void start() {
        engine = new Engine(EchoServer.settings(0), EchoServer::welcome);
        engine.start();
    }

    @AfterEach
    void stop() {
        engine.stop();
    }

    @Test
    void opensASessionAndConnectsUnderAnIdThatIsNotItsKey() throws Exception {
        try (var client = RawWebSocket.open(engine.port())) {
            var open = client.next();
            assertThat(open).startsWith("0{\"sid\":").contains("\"upgrades\":[]");
            client.send("40{\"token\":\"x\"}");
            var connected = client.next();
            assertThat(connected).startsWith("40{\"sid\":");
            assertThat(open).doesNotContain(connected.substring(10, 34));
            assertThat(client.next()).isEqualTo("42[\"auth\",{\"token\":\"x\"}]");
        }
    }

    @Test
    void takesNothingBeforeTheClientIsIn() throws Exception {
        try (var client = RawWebSocket.open(engine.port())) {
            client.next();
            client.send("42[\"message\",1]");
            client.awaitClose();
        }
    }

    @Test
    void takesNothingFromWhoWasRefused() throws Exception {
        try (var client = RawWebSocket.open(engine.port(), "refuse me")) {
            client.next();
            assertThat(client.next()).isEqualTo("44{\"message\":\"UNAUTHENTICATED\"}");
            client.send("42[\"message\",1]");
            client.send("40{\"token\":\"good\"}");
            assertThat(client.next(packet -> !packet.equals("2"))).isEqualTo(RawWebSocket.CLOSED);
        }
    }

    @Test
    void knowsTheRootNamespaceAlone() throws Exception {
        try (var client = connected()) {
            client.send("40/other,");
            assertThat(client.next()).isEqualTo("44/other,{\"message\":\"Invalid namespace\"}");
            client.send("421[\"message-with-ack\",1]");
            assertThat(client.next()).isEqualTo("431[1]");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "abc", "5", "2", "4abc", "42{}", "42abc[1]", "40", "44", "421/x[1]", "42/other,[\"x\"]"})
    void closesWhatBreaksTheProtocol(String packet) throws Exception {
        try (var client = connected()) {
            client.send(packet);
            client.awaitClose();
            await().until(() -> engine.sessions() == 0);
        }
    }

    @Test
    void closesOnBinaryThatBelongsToNothing() throws Exception {
        try (var client = connected()) {
            client.sendBinary();
            client.awaitClose();
        }
    }

    @Test
    void skipsWhatBelongsToABinaryEvent() throws Exception {
        try (var client = connected()) {
            client.send("451-7[\"message-with-ack\",{\"_placeholder\":true,\"num\":0}]");
            client.sendBinary();
            client.send("421[\"message-with-ack\",1]");
            assertThat(client.next()).isEqualTo("431[1]");
        }
    }

    @Test
    void ignoresAcknowledgementsThatNobodyWaitsFor() throws Exception {
        try (var client = connected()) {
            client.send("430[1]");
            client.send("421[\"message-with-ack\",1]");
            assertThat(client.next()).isEqualTo("431[1]");
        }
    }

    @Test
    void letsAClientComeInAgainAfterItLeft() throws Exception {
        try (var client = connected()) {
            client.send("41");
            client.send("40");
            assertThat(client.next()).startsWith("40{");
        }
    }

    @Test
    void pingsAndClosesWhatDoesNotAnswer() throws Exception {
        try (var client = connected()) {
            assertThat(client.next()).isEqualTo("2");
            client.send("3");
            assertThat(client.next()).isEqualTo("2");
            client.awaitClose();
        }
    }

    @Test
    void takesOverFromPolling() throws Exception {
        var sid = poll("").substring(9, 33);
        try (var candidate = RawWebSocket.probing(engine.port(), sid);
                var second = RawWebSocket.probing(engine.port(), sid)) {
            second.awaitClose();
            candidate.send("2probe");
            assertThat(candidate.next()).isEqualTo("3probe");
            assertThat(poll("&sid=" + sid)).isEqualTo("6");
            candidate.send("5");
            candidate.send("40");
            assertThat(candidate.next()).startsWith("40{");
            assertThat(poll("&sid=" + sid)).contains("Bad request");
        }
    }

    @Test
    void goesOnPollingWhenTheWebSocketIsGivenUp() throws Exception {
        var sid = poll("").substring(9, 33);
        try (var candidate = RawWebSocket.probing(engine.port(), sid)) {
            candidate.send("2probe");
            candidate.next();
        }
        await().untilAsserted(() -> {
            try (var again = RawWebSocket.probing(engine.port(), sid)) {
                again.send("2probe");
                assertThat(again.next()).isEqualTo("3probe");
            }
        });
    }

    @Test
    void tellsAClientThatItIsSentAway() throws Exception {
        try (var client = connected()) {
            client.send("42[\"send me away\"]");
            assertThat(client.next()).isEqualTo("41");
            client.send("421[\"message-with-ack\",1]");
            assertThat(client.next(packet -> !packet.equals("2"))).isEqualTo(RawWebSocket.CLOSED);
        }
    }

    @Test
    void writesMessagesOfEveryLength() throws Exception {
        try (var client = connected()) {
            for (var length : new int[] {1, 100, 125, 126, 127, 65_000, 65_535, 65_536, 70_000, 900_000}) {
                var text = "\"" + "x".repeat(length) + "\"";
                client.send("421[\"message-with-ack\"," + text + "]");
                assertThat(client.next(packet -> !packet.equals("2"))).isEqualTo("431[" + text + "]");
                client.send("3");
            }
        }
    }

    @Test
    void closesConnectionsThatSayNothing() throws Exception {
        try (var silent = new Socket(InetAddress.getLoopbackAddress(), engine.port())) {
            silent.setSoTimeout(4000);
            assertThat(silent.getInputStream().read()).isEqualTo(-1);
        }
    }

    @Test
    void canListenAgainAtOnce() {
        var port = engine.port();
        engine.stop();
        var settings = EchoServer.settings(port);
        engine = new Engine(settings, EchoServer::welcome);
        engine.start();
        assertThat(engine.port()).isEqualTo(port);
    }

    private RawWebSocket connected() throws Exception {
        var client = RawWebSocket.open(engine.port(), "x");
        client.next(packet -> packet.startsWith("42[\"auth\""));
        return client;
    }

    private String poll(String query) throws Exception {
        var url = "http://127.0.0.1:" + engine.port() + "/socket.io/?EIO=4&transport=polling" + query;
        var connection = (java.net.HttpURLConnection) URI.create(url).toURL().openConnection();
        try (InputStream body =
                connection.getResponseCode() == 200 ? connection.getInputStream() : connection.getErrorStream()) {
            return new String(body.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
