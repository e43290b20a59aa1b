package com.startynk.sync.platform.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.startynk.sync.platform.RecordedLog;
import com.startynk.sync.platform.RunningPlatform;
import com.startynk.sync.platform.Tokens;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Eight threads, and more senders than that who are answered before their bodies come. */
class UnreadBodiesTest {

    private static final int THREADS = 8;
    private static final int MAX_REQUEST = 1 << 20;
    private static final Duration LINGER = Duration.ofSeconds(2);

    private static RunningPlatform platform;

    private final List<Sender> senders = new ArrayList<>();
    private final ExecutorService callers = Executors.newCachedThreadPool();

    @BeforeAll
    static void start() {
        platform = RunningPlatform.start(Map.of(
                "server.tomcat.threads.max",
                Integer.toString(THREADS),
                "startynk.limits.in-flight",
                "3",
                "startynk.limits.arriving",
                "2",
                "startynk.http.max-request",
                MAX_REQUEST + "B",
                "startynk.http.linger-time",
                LINGER.toMillis() + "ms",
                "startynk.http.lingering",
                "100"));
    }

    @AfterAll
    static void stop() {
        platform.close();
    }

    @AfterEach
    void hangUp() throws IOException {
        for (var sender : senders) {
            sender.close();
        }
        callers.shutdown();
    }

    private Sender sender(String head, String beginning) throws IOException {
        var sender = new Sender(head + "\r\n\r\n" + beginning);
        senders.add(sender);
        return sender;
    }

    private static String post(String token, String bodyHeader) {
        return "POST /api/v1/echo HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nAuthorization: Bearer "
                + token + "\r\n" + bodyHeader;
    }

    private <T> T within(Duration time, java.util.function.Supplier<T> call) {
        return CompletableFuture.supplyAsync(call, callers)
                .orTimeout(time.toMillis(), TimeUnit.MILLISECONDS)
                .join();
    }

    private void assertEverybodyElseIsServed() {
        assertThat(within(LINGER.dividedBy(2), () -> platform.send(platform.bare("/actuator/health/liveness")))
                        .status())
                .isEqualTo(200);
        assertThat(within(LINGER.dividedBy(2), () -> platform.get("/api/v1/me")).status())
                .isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Content-Length: 1000", "Content-Length: 1000\r\nExpect: 100-continue"})
    void slowSendersWithBadTokensHoldNoThread(String bodyHeader) throws IOException {
        for (var n = 0; n < 3 * THREADS; n++) {
            sender(post("not.a.token", bodyHeader), "{");
        }

        assertEverybodyElseIsServed();
        for (var sender : senders) {
            assertThat(sender.answer()).contains(" 401 ").contains("\"errorCode\":\"UNAUTHENTICATED\"");
        }
    }

    /** It cannot be told from what is here of it whether more can be had without waiting. */
    @ParameterizedTest
    @ValueSource(strings = {"", "5", "5;why", "5\r\n{\"a\"", "5\r\n{\"a\":\r\n"})
    void norDoThoseWhoSendInChunks(String beginning) throws IOException {
        for (var n = 0; n < 3 * THREADS; n++) {
            sender(post("not.a.token", "Transfer-Encoding: chunked"), beginning);
        }

        assertEverybodyElseIsServed();
    }

    /** Only so many may have a thread wait for their bodies, whether these come in chunks or not. */
    @Test
    void norDoThoseInChunksWhoseTokensAreValid() throws IOException {
        for (var n = 0; n < 3 * THREADS; n++) {
            sender(post(Tokens.valid(), "Transfer-Encoding: chunked"), "5;why");
        }

        assertEverybodyElseIsServed();
    }

    @Test
    void norDoThoseWhoAnnounceTooMuch() throws IOException {
        for (var n = 0; n < 3 * THREADS; n++) {
            sender(post(Tokens.valid(), "Content-Length: " + (MAX_REQUEST + 1)), "{");
        }

        assertEverybodyElseIsServed();
        assertThat(senders.get(0).answer()).contains(" 413 ").contains("\"errorCode\":\"PAYLOAD_TOO_LARGE\"");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET /actuator/health/liveness HTTP/1.1",
                "POST /actuator/health/liveness HTTP/1.1",
                "POST /api/v1/things/%zz HTTP/1.1",
                "POST /api//v1/echo HTTP/1.1",
                "BREW /api/v1/echo HTTP/1.1"
            })
    void norDoThoseWhoseBodiesNobodyWouldRead(String requestLine) throws IOException {
        for (var n = 0; n < 3 * THREADS; n++) {
            sender(requestLine + "\r\nHost: x\r\nContent-Length: 1000", "{");
        }

        assertEverybodyElseIsServed();
        assertThat(senders.get(0).answer()).startsWith("HTTP/1.1 ");
    }

    @Test
    void aSlowSenderIsToldThatTheConnectionEndsAndItDoes() throws IOException {
        try (var log = RecordedLog.open()) {
            var sender = sender(post("not.a.token", "Content-Length: 1000"), "{");

            assertThat(sender.answer()).containsIgnoringCase("Connection: close");
            sender.drip(LINGER.plusSeconds(4));
            assertThat(sender.isCut()).isTrue();
            assertThat(log.lines()).isEmpty();
        }
    }

    @Test
    void aSenderWhoHangsUpIsNoNews() throws IOException {
        try (var log = RecordedLog.open()) {
            var sender = sender(post("not.a.token", "Content-Length: 1000"), "{");
            sender.answer();
            sender.close();

            assertEverybodyElseIsServed();
            assertThat(log.lines()).isEmpty();
        }
    }

    /** It reads nothing before it has sent everything, so it would not see the answer before its connection was reset. */
    @ParameterizedTest
    @ValueSource(strings = {"valid", "not.a.token"})
    void whoSendsALittleTooMuchReadsTheRefusal(String token) throws IOException {
        var body = "x".repeat(MAX_REQUEST + 1);
        var head = post(token.equals("valid") ? Tokens.valid() : token, "Content-Length: " + body.length());

        var sender = sender(head, body);

        assertThat(sender.answer()).contains(" 413 ").contains("\"errorCode\":\"PAYLOAD_TOO_LARGE\"");
        assertThat(sender.isCut()).isTrue();
    }

    @Test
    void soDoesAClientWhoseTokenHasRunOut() throws IOException {
        var body = "x".repeat(MAX_REQUEST);

        for (var n = 0; n < 20; n++) {
            var answer = platform.send(platform.bare("/api/v1/echo")
                    .header("Authorization", "Bearer run.out.now")
                    .header("Content-Type", "application/json")
                    .POST(BodyPublishers.ofString(body)));
            assertThat(answer.status()).isEqualTo(401);
            assertThat(answer.errorCode()).isEqualTo("UNAUTHENTICATED");
        }
    }

    @Test
    void aConnectionOverWhichTheBodyHasComeIsKept() throws IOException {
        var refused = sender(post("not.a.token", "Content-Length: 2"), "{}");
        assertThat(refused.answer()).contains(" 401 ").doesNotContainIgnoringCase("Connection: close");

        refused.send(post(Tokens.valid(), "Content-Length: 2") + "\r\n\r\n{}");
        assertThat(refused.answer()).contains(" 200 ");
    }

    @Test
    void whatComesWithoutEndIsCutWhateverItsPace() throws IOException {
        var sender = sender(post("not.a.token", "Content-Length: " + 64L * MAX_REQUEST), "{");
        sender.answer();

        assertThat(sender.floods(32L * MAX_REQUEST)).isFalse();
    }

    @Test
    void moreThanMayLingerAreCutAtOnce() throws IOException {
        for (var n = 0; n < 110; n++) {
            sender(post("not.a.token", "Content-Length: 1000"), "{");
        }
        for (var sender : senders) {
            sender.answer();
        }

        await().atMost(LINGER.dividedBy(2))
                .untilAsserted(() ->
                        assertThat(senders.stream().filter(Sender::isCutNow)).hasSizeGreaterThanOrEqualTo(10));
    }

    /** A client that does what it likes. */
    private static final class Sender implements AutoCloseable {

        private final Socket socket = new Socket(InetAddress.getLoopbackAddress(), platform.port());

        Sender(String beginning) throws IOException {
            socket.setSoTimeout(15_000);
            send(beginning);
        }

        void send(String text) throws IOException {
            socket.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
            socket.getOutputStream().flush();
        }

        /** The next answer, with its body; an interim one is passed over. */
        String answer() throws IOException {
            var head = head();
            while (head.startsWith("HTTP/1.1 100")) {
                head = head();
            }
            var length = head.lines()
                    .filter(line -> line.toLowerCase(java.util.Locale.ROOT).startsWith("content-length:"))
                    .mapToInt(line -> Integer.parseInt(line.substring(15).strip()))
                    .findFirst()
                    .orElse(0);
            return head + new String(socket.getInputStream().readNBytes(length), StandardCharsets.UTF_8);
        }

        private String head() throws IOException {
            var head = new ByteArrayOutputStream();
            while (!head.toString(StandardCharsets.US_ASCII).endsWith("\r\n\r\n")) {
                var next = socket.getInputStream().read();
                if (next < 0) {
                    throw new IOException("cut after: " + head);
                }
                head.write(next);
            }
            return head.toString(StandardCharsets.US_ASCII);
        }

        /** A byte now and then. */
        void drip(Duration time) {
            await().atMost(time).pollInterval(Duration.ofMillis(100)).until(() -> {
                try {
                    send("x");
                    return isCutNow();
                } catch (IOException e) {
                    return true;
                }
            });
        }

        /** Whether so much can be sent. */
        boolean floods(long bytes) {
            var portion = "x".repeat(1 << 16);
            try {
                for (var sent = 0L; sent < bytes; sent += portion.length()) {
                    send(portion);
                }
                return true;
            } catch (IOException e) {
                return false;
            }
        }

        /** Whether the server has closed the connection, or does so in a while. */
        boolean isCut() {
            try {
                return socket.getInputStream().read() < 0;
            } catch (java.net.SocketTimeoutException e) {
                return false;
            } catch (IOException e) {
                return true;
            }
        }

        boolean isCutNow() {
            try {
                socket.setSoTimeout(1);
                return isCut();
            } catch (IOException e) {
                return true;
            }
        }

        @Override
        public void close() throws IOException {
            socket.close();
        }
    }
}
