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

/** Three requests at a time, two whose bodies are on their way, and 10 MiB of bodies; one caller may have all of them. */
class OverloadTest {

    private static RunningPlatform platform;

    private final ExecutorService threads = Executors.newCachedThreadPool();

    @BeforeAll
    static void start() {
        platform = RunningPlatform.start(Map.of(
                "startynk.limits.in-flight", "3",
                "startynk.limits.arriving", "2",
                "startynk.limits.share", "1",
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

    private static double refusals(String limit) {
        return platform.bean(MeterRegistry.class)
                .get("startynk.overload.refused")
                .tag("limit", limit)
                .counter()
                .count();
    }

    private static SlowSender sender(String beginning, String rest) throws IOException {
        return new SlowSender(platform.port(), "/api/v1/echo", Tokens.valid(), beginning, rest);
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
        try (var one = sender("{\"a\":", "1}");
                var other = sender("{\"a\":", "2}")) {
            await().until(() -> bodiesThatAreWaitedFor() == 2);
            var refusals = refusals("arriving");

            try (var third = sender("{\"a\":", "3}")) {
                assertThat(third.status()).isEqualTo(503);
            }
            assertThat(refusals("arriving")).isEqualTo(refusals + 1);
            for (var n = 0; n < 20; n++) {
                try (var atOnce = sender("{\"quick\":true}", "")) {
                    assertThat(atOnce.status()).isEqualTo(200);
                }
                assertThat(platform.get("/api/v1/me").status()).isEqualTo(200);
            }

            one.sendRest();
            assertThat(one.status()).isEqualTo(200);
            try (var next = sender("{\"a\":", "4}")) {
                await().until(() -> bodiesThatAreWaitedFor() == 2);
                next.sendRest();
                assertThat(next.status()).isEqualTo(200);
            }
            other.sendRest();
            assertThat(other.status()).isEqualTo(200);
        }
    }

    @Test
    void moreThanThereIsRoomForIsRefusedBeforeItIsRead() throws Exception {
        var large = "x".repeat(6 << 20);
        try (var slow = sender("{\"a\":\"", large + "\"}")) {
            await().until(() -> bodiesThatAreWaitedFor() == 1);
            var refusals = refusals("held-bodies");

            try (var tooMuch = sender("{\"a\":\"", large + "\"}")) {
                assertThat(tooMuch.status()).as("with a place to arrive at").isEqualTo(503);
            }
            assertThat(refusals("held-bodies")).isEqualTo(refusals + 1);
            assertThat(platform.post("/api/v1/echo", "\"" + "x".repeat(3 << 20) + "\"")
                            .status())
                    .as("what there is room for")
                    .isEqualTo(200);

            slow.sendRest();
            assertThat(slow.status()).isEqualTo(200);
        }
        assertThat(platform.post("/api/v1/echo", "\"" + large + "\"").status())
                .as("there is room again")
                .isEqualTo(200);
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
        try (var slow = sender("{\"a\":", "1}")) {
            assertThat(slow.status()).isEqualTo(400);
        }
        assertThat(platform.post("/api/v1/echo", "{}").status()).isEqualTo(200);
    }

    @Test
    void aBodyThatDripsIsGivenUp() throws Exception {
        try (var slow = sender("{\"a\":", "1".repeat(400) + "}")) {
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
}
