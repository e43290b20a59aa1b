package com.startynk.sync.platform.limit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.startynk.sync.platform.HeldWork;
import com.startynk.sync.platform.RunningPlatform;
import com.startynk.sync.platform.RunningPlatform.Answer;
import com.startynk.sync.platform.Tokens;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Four requests at a time, eight whose bodies are on their way, 4 MiB of bodies: half of each is the most for one caller. */
class SharesTest {

    private static RunningPlatform platform;

    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final List<SlowSender> slow = new ArrayList<>();

    @BeforeAll
    static void start() {
        platform = RunningPlatform.start(Map.of(
                "startynk.limits.in-flight", "4",
                "startynk.limits.arriving", "8",
                "startynk.limits.held-bodies", "4MB",
                "startynk.limits.share", "0.5",
                "startynk.http.max-request", "1MB"));
    }

    @AfterAll
    static void stop() {
        platform.close();
    }

    @AfterEach
    void hangUp() throws IOException {
        for (var sender : slow) {
            sender.close();
        }
        threads.shutdown();
        await().until(() -> bodiesThatAreWaitedFor() == 0);
    }

    private static double bodiesThatAreWaitedFor() {
        return platform.bean(MeterRegistry.class)
                .get("startynk.requests.arriving")
                .gauge()
                .value();
    }

    private static double refusals() {
        return platform.bean(MeterRegistry.class)
                .get("startynk.overload.refused")
                .tag("limit", "share")
                .counter()
                .count();
    }

    /** Each time another device. */
    private static String token(String userId) {
        var claims = Tokens.with("sub", userId);
        claims.put("device_id", UUID.randomUUID().toString());
        return Tokens.sign(claims);
    }

    private static Answer get(String path, String userId) {
        return platform.send(platform.bare(path).header("Authorization", "Bearer " + token(userId)));
    }

    private SlowSender sender(String path, @Nullable String userId, int rest) throws IOException {
        var sender = new SlowSender(
                platform.port(), path, userId == null ? null : token(userId), "{\"a\":\"", "x".repeat(rest) + "\"}");
        slow.add(sender);
        return sender;
    }

    private void sendersThatAreWaitedFor(int many, String path, @Nullable String userId, int rest) throws IOException {
        var before = bodiesThatAreWaitedFor();
        for (var n = 0; n < many; n++) {
            sender(path, userId, rest);
        }
        await().until(() -> bodiesThatAreWaitedFor() == before + many);
    }

    private void assertServed(String path, @Nullable String userId, int rest) throws IOException {
        sendersThatAreWaitedFor(1, path, userId, rest);
        var sender = slow.get(slow.size() - 1);
        sender.sendRest();
        assertThat(sender.status()).isEqualTo(200);
    }

    @Test
    void aUserWithAllHisDevicesHasNoMoreThanHisShareOfWhatIsWorkedOn() {
        var begun = new ArrayList<CompletableFuture<Answer>>();
        for (var n = 0; n < 2; n++) {
            begun.add(CompletableFuture.supplyAsync(() -> get("/api/v1/held", "ada"), threads));
        }
        HeldWork.awaitBegun(2);
        var refusals = refusals();

        var refused = get("/api/v1/me", "ada");
        assertThat(refused.status()).isEqualTo(503);
        assertThat(refused.errorCode()).isEqualTo("TEMPORARILY_UNAVAILABLE");
        assertThat(refused.header("Retry-After")).isNotEmpty();
        assertThat(refusals()).isEqualTo(refusals + 1);
        assertThat(get("/api/v1/me", "bo").status()).isEqualTo(200);

        HeldWork.end(2);
        assertThat(begun)
                .allSatisfy(answer -> assertThat(answer.join().status()).isEqualTo(200));
        for (var n = 0; n < 10; n++) {
            assertThat(get("/api/v1/me", "ada").status()).isEqualTo(200);
        }
    }

    @Test
    void norOfBodiesThatAreWaitedFor() throws IOException {
        sendersThatAreWaitedFor(4, "/api/v1/echo", "ada", 10);

        assertThat(sender("/api/v1/echo", "ada", 10).status()).isEqualTo(503);
        assertServed("/api/v1/echo", "bo", 10);
    }

    @Test
    void norOfRoomForBodies() throws IOException {
        sendersThatAreWaitedFor(2, "/api/v1/echo", "ada", (1 << 20) - 10);

        assertThat(sender("/api/v1/echo", "ada", 10).status()).isEqualTo(503);
        assertServed("/api/v1/echo", "bo", 10);
    }

    @Test
    void norHasAnAddressWhoseRequestsComeWithoutATokenMoreThanAUser() throws IOException {
        sendersThatAreWaitedFor(4, "/api/v1/open/7", null, 10);

        assertThat(sender("/api/v1/open/7", null, 10).status()).isEqualTo(503);
        assertServed("/api/v1/echo", "ada", 10);
        slow.get(0).sendRest();
        assertThat(slow.get(0).status()).isEqualTo(200);
        assertServed("/api/v1/open/7", null, 10);
    }
}
