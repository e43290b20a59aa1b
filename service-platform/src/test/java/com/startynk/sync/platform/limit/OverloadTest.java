package com.startynk.sync.platform.limit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.startynk.sync.platform.HeldWork;
import com.startynk.sync.platform.RunningPlatform;
import com.startynk.sync.platform.RunningPlatform.Answer;
import com.startynk.sync.platform.Tokens;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Three requests at a time, and one whose body is on its way. */
class OverloadTest {

    private static RunningPlatform platform;

    private final ExecutorService threads = Executors.newCachedThreadPool();

    @BeforeAll
    static void start() {
        platform = RunningPlatform.start(Map.of(
                "startynk.limits.in-flight", "3",
                "startynk.limits.arriving", "1",
                "startynk.limits.held-bodies", "10MB",
                "startynk.limits.body-time", "5s",
                "server.tomcat.connection-timeout", "4s",
                "server.tomcat.keep-alive-timeout", "1m"));
    }

    @AfterAll
    static void stop() {
        platform.close();
    }

    @AfterEach
    void endThreads() {
        threads.shutdown();
    }

    private static double bodiesThatAreWaitedFor() {
        return platform.bean(MeterRegistry.class)
                .get("startynk.requests.arriving")
                .gauge()
                .value();
    }

    private CompletableFuture<Answer> begin() {
        return CompletableFuture.supplyAsync(() -> platform.get("/api/v1/held"), threads);
    }

    @Test
    void whatIsTooMuchAtOnceIsRefusedAtOnceAndWhatHasBegunIsFinished() {
        var begun = new ArrayList<CompletableFuture<Answer>>();
        for (var n = 0; n < 3; n++) {
            begun.add(begin());
        }
        HeldWork.awaitBegun(3);

        for (var n = 0; n < 20; n++) {
            var refused = platform.get("/api/v1/me");
            assertThat(refused.status()).isEqualTo(503);
            assertThat(refused.errorCode()).isEqualTo("TEMPORARILY_UNAVAILABLE");
            assertThat(Integer.parseInt(refused.header("Retry-After"))).isBetween(1, 3);
        }
        var trpc = platform.get("/trpc/notes.nothing,notes.nothing?batch=1");
        assertThat(trpc.status()).isEqualTo(503);
        assertThat(trpc.json().get(1).path("error").path("data").path("code").stringValue())
                .isEqualTo("SERVICE_UNAVAILABLE");
        assertThat(platform.post("/api/v1/echo", "{}").status()).isEqualTo(503);
        for (var probe : new String[] {"health/liveness", "health/readiness", "prometheus"}) {
            assertThat(platform.send(platform.bare("/actuator/" + probe)).status())
                    .as(probe)
                    .isEqualTo(200);
        }

        HeldWork.end(3);
        assertThat(begun)
                .allSatisfy(answer -> assertThat(answer.join().status()).isEqualTo(200));
        assertThat(platform.get("/api/v1/me").status()).isEqualTo(200);
    }

    @Test
    void somebodyMustBeLeftToRefuse() {
        assertThatThrownBy(() -> RunningPlatform.start(Map.of("startynk.limits.in-flight", "200")))
                .rootCause()
                .hasMessageContaining("server.tomcat.threads.max");
    }

    @Test
    void aFailureFreesItsPlaceToo() {
        for (var n = 0; n < 10; n++) {
            assertThat(platform.get("/api/v1/broken").status()).isEqualTo(500);
        }
        assertThat(platform.get("/api/v1/me").status()).isEqualTo(200);
    }

    @Test
    void slowSendersAreInTheWayOfOneAnotherAndOfNobodyElse() throws Exception {
        try (var slow = new SlowSender("{\"a\":", "1}")) {
            await().until(() -> bodiesThatAreWaitedFor() == 1);
            try (var other = new SlowSender("{\"a\":", "1}")) {
                assertThat(other.status()).isEqualTo(503);
            }
            // One whose body comes in a packet of its own is waited for, too, and so refused.
            await().until(() ->
                    platform.post("/api/v1/echo", "{\"quick\":true}").status() == 200);
            assertThat(platform.get("/api/v1/me").status()).isEqualTo(200);
            slow.sendRest();
            assertThat(slow.status()).isEqualTo(200);
        }
    }

    @Test
    void moreThanThereIsRoomForIsRefusedBeforeItIsRead() throws Exception {
        try (var slow = new SlowSender("{\"a\":\"", "x".repeat(6 << 20) + "\"}")) {
            await().until(() -> bodiesThatAreWaitedFor() == 1);

            assertThat(platform.post("/api/v1/echo", "\"" + "x".repeat(6 << 20) + "\"")
                            .status())
                    .isEqualTo(503);
            await().until(() -> platform.post("/api/v1/echo", "{}").status() == 200);
            slow.sendRest();
            assertThat(slow.status()).isEqualTo(200);
        }
    }

    @Test
    void littleIsTakenFromStrangers() {
        var large = platform.bare("/api/v1/echo/nobody-knows")
                .POST(java.net.http.HttpRequest.BodyPublishers.ofString("x".repeat(100_000)));
        var open = platform.bare("/no/such/path")
                .POST(java.net.http.HttpRequest.BodyPublishers.ofString("x".repeat(100_000)));

        assertThat(platform.send(large).status()).isEqualTo(401);
        assertThat(platform.send(open).status()).isEqualTo(413);
    }

    @Test
    void aBodyThatDoesNotComeIsGivenUp() throws Exception {
        try (var slow = new SlowSender("{\"a\":", "1}")) {
            assertThat(slow.status()).isEqualTo(400);
        }
        assertThat(platform.post("/api/v1/echo", "{}").status()).isEqualTo(200);
    }

    @Test
    void aBodyThatDripsIsGivenUp() throws Exception {
        try (var slow = new SlowSender("{\"a\":", "1".repeat(400) + "}")) {
            var dripping = CompletableFuture.runAsync(slow::drip, threads);
            assertThat(slow.status()).isEqualTo(400);
            dripping.join();
        }
    }

    @Test
    void aBodyWithoutALengthIsTakenToo() throws Exception {
        var request = platform.request("/api/v1/echo")
                .header("Content-Type", "application/json")
                .POST(java.net.http.HttpRequest.BodyPublishers.ofInputStream(
                        () -> new java.io.ByteArrayInputStream("{\"a\":1}".getBytes(StandardCharsets.UTF_8))));

        assertThat(platform.send(request).response().body()).isEqualTo("{\"a\":1}");
    }

    /** Announces a whole body and sends its beginning. */
    private static final class SlowSender implements AutoCloseable {

        private final Socket socket;
        private final String rest;

        SlowSender(String beginning, String rest) throws IOException {
            this.socket = new Socket(InetAddress.getLoopbackAddress(), platform.port());
            this.rest = rest;
            socket.setSoTimeout(10_000);
            var head = "POST /api/v1/echo HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: "
                    + (beginning.length() + rest.length())
                    + "\r\nAuthorization: Bearer " + Tokens.valid() + "\r\n\r\n" + beginning;
            send(head);
        }

        private void send(String text) throws IOException {
            socket.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
            socket.getOutputStream().flush();
        }

        void sendRest() throws IOException {
            send(rest);
        }

        /** A byte now and then, until nobody wants them any more. */
        void drip() {
            try {
                for (var n = 0; n < rest.length(); n++) {
                    java.util.concurrent.locks.LockSupport.parkNanos(20_000_000);
                    send(rest.substring(n, n + 1));
                }
            } catch (IOException e) {
                // The server has closed the connection, as it should.
            }
        }

        int status() throws IOException {
            return status(socket.getInputStream());
        }

        private static int status(InputStream in) throws IOException {
            var line = new StringBuilder();
            for (var next = in.read(); next >= 0 && next != '\r'; next = in.read()) {
                line.append((char) next);
            }
            return line.isEmpty() ? -1 : Integer.parseInt(line.substring(9, 12));
        }

        @Override
        public void close() throws IOException {
            socket.close();
        }
    }
}
