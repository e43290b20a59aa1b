package com.startynk.sync.realtime.engine;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PollingTest {

    private static final String OPEN = "EIO=4&transport=polling";

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
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
    void opensASessionAndSaysWhatItExpects() throws Exception {
        var opened = get(OPEN);

        assertThat(opened.statusCode()).isEqualTo(200);
        assertThat(opened.body())
                .matches("0\\{\"sid\":\"[\\w-]{24}\",\"upgrades\":\\[\"websocket\"],\"pingInterval\":300,"
                        + "\"pingTimeout\":200,\"maxPayload\":1000000}");
    }

    @ParameterizedTest
    @CsvSource({
        "EIO=3&transport=polling, 5",
        "transport=polling, 5",
        "EIO=4, 0",
        "EIO=4&transport=flashsocket, 0",
        "EIO=4&transport=websocket, 3",
        "EIO=4&transport=polling&sid=guessed, 1"
    })
    void refusesWhatIsNoRequestOfTheProtocol(String query, int code) throws Exception {
        var refused = get(query);

        assertThat(refused.statusCode()).isEqualTo(400);
        assertThat(refused.body()).startsWith("{\"code\":" + code + ",");
        assertThat(engine.sessions()).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"POST", "PUT", "DELETE"})
    void opensNoSessionByAnotherMethodThanGet(String method) throws Exception {
        assertThat(send(request(OPEN).method(method, BodyPublishers.noBody())).statusCode())
                .isEqualTo(400);
    }

    @Test
    void knowsNoOtherPath() throws Exception {
        var elsewhere = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + engine.port() + "/other"));
        assertThat(send(elsewhere).statusCode()).isEqualTo(404);
    }

    @Test
    void carriesSeveralPacketsInOneRequestAndInOneAnswer() throws Exception {
        var sid = connected();
        assertThat(post(sid, "42[\"message\",1]\u001e42[\"message\",\"ü€😀\"]").body())
                .isEqualTo("ok");

        assertThat(poll(sid).body()).isEqualTo("42[\"message-back\",1]\u001e42[\"message-back\",\"ü€😀\"]");
    }

    @Test
    void holdsAPollUntilThereIsSomethingToSay() throws Exception {
        var sid = connected();
        var held = pollLater(sid);
        post(sid, "42[\"message\",1]");

        assertThat(held.join().body()).isEqualTo("42[\"message-back\",1]");
    }

    @Test
    void keepsTheConnectionForTheNextRequest() throws Exception {
        var request = "GET /socket.io/?" + OPEN + " HTTP/1.1\r\nHost: x\r\n\r\n";
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), engine.port())) {
            for (var n = 0; n < 2; n++) {
                socket.getOutputStream().write(request.getBytes(UTF_8));
                var answer = new byte[4096];
                var length = socket.getInputStream().read(answer);
                assertThat(new String(answer, 0, length, UTF_8))
                        .startsWith("HTTP/1.1 200")
                        .contains("\"sid\"");
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"abc", "", "2probe", "4abc", "42{}", "42abc[\"x\"]", "40x", "43[\"x\"]\u001e9"})
    void endsASessionThatBreaksTheProtocol(String packets) throws Exception {
        var sid = connected();

        assertThat(post(sid, packets).statusCode()).isEqualTo(400);
        assertThat(poll(sid).statusCode()).isEqualTo(400);
        assertThat(engine.sessions()).isZero();
    }

    @Test
    void refusesBytesThatAreNoUtf8() throws Exception {
        var sid = connected();
        var posted = send(request(OPEN + "&sid=" + sid)
                .POST(BodyPublishers.ofByteArray(new byte[] {'4', '2', (byte) 0xc3, '('})));
        assertThat(posted.statusCode()).isEqualTo(400);
    }

    @Test
    void refusesMoreThanItAnnounced() throws Exception {
        var sid = connected();
        assertThat(post(sid, "4" + "x".repeat(1_000_001)).statusCode()).isEqualTo(413);
    }

    @Test
    void endsASessionThatPollsTwiceAtOnce() throws Exception {
        var sid = connected();
        var first = pollLater(sid);
        await().untilAsserted(() -> assertThat(poll(sid).statusCode()).isEqualTo(400));

        assertThat(first.join().body()).isEqualTo("1");
        assertThat(poll(sid).statusCode()).isEqualTo(400);
    }

    @Test
    void endsASessionThatSaysGoodbye() throws Exception {
        var sid = connected();
        var held = pollLater(sid);
        await().untilAsserted(() -> assertThat(post(sid, "1").statusCode()).isIn(200, 400));

        assertThat(held.join().body()).isEqualTo("6");
        await().until(() -> engine.sessions() == 0);
    }

    @Test
    void pingsAndEndsASessionThatDoesNotAnswer() throws Exception {
        var sid = connected();
        for (var n = 0; n < 2; n++) {
            assertThat(poll(sid).body()).isEqualTo("2");
            post(sid, "3");
        }
        assertThat(poll(sid).body()).isEqualTo("2");
        await().until(() -> engine.sessions() == 0);
    }

    @Test
    void endsASessionThatConnectsToNothing() throws Exception {
        var sid = open();
        var since = System.nanoTime();
        while (poll(sid).statusCode() == 200) {
            post(sid, "3");
        }
        assertThat(System.nanoTime() - since).isLessThan(3_000_000_000L);
        assertThat(engine.sessions()).isZero();
    }

    @Test
    void answersPagesOfListedOrigins() throws Exception {
        var preflight =
                send(request(OPEN).header("Origin", "https://site.example").method("OPTIONS", BodyPublishers.noBody()));
        assertThat(preflight.statusCode()).isEqualTo(204);
        assertThat(preflight.headers().firstValue("access-control-allow-origin"))
                .hasValue("*");
    }

    // --- a client by hand

    private String open() throws Exception {
        return get(OPEN).body().substring(9, 33);
    }

    private String connected() throws Exception {
        var sid = open();
        assertThat(post(sid, "40").body()).isEqualTo("ok");
        assertThat(poll(sid).body()).startsWith("40{\"sid\":\"").doesNotContain(sid);
        return sid;
    }

    private HttpResponse<String> get(String query) throws Exception {
        return send(request(query));
    }

    private HttpResponse<String> poll(String sid) throws Exception {
        return get(OPEN + "&sid=" + sid);
    }

    private CompletableFuture<HttpResponse<String>> pollLater(String sid) {
        return http.sendAsync(request(OPEN + "&sid=" + sid).build(), BodyHandlers.ofString());
    }

    private HttpResponse<String> post(String sid, String packets) throws Exception {
        BodyPublisher body = BodyPublishers.ofString(packets);
        return send(request(OPEN + "&sid=" + sid).POST(body));
    }

    private HttpRequest.Builder request(String query) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + engine.port() + "/socket.io/?" + query));
    }

    private HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return http.send(request.build(), BodyHandlers.ofString());
    }
}
