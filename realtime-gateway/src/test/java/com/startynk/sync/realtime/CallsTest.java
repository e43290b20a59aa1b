package com.startynk.sync.realtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.startynk.sync.protocol.ErrorCode;
import com.startynk.sync.protocol.SyncFailure;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class CallsTest {

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

    @Test
    void handsAPushOnToTheLetterAndAnswersTheResult() throws Exception {
        var pushed = new ArrayList<String>();
        gateway.pushes = item -> {
            pushed.add(item.item());
            return Gateway.applied("m-1");
        };
        try (var client = RawWebSocket.open(gateway.port(), "anna")) {
            client.next(packet -> packet.startsWith("40"));
            client.send("421[\"sync:push\", {\"n\": 1.0, \"n\" : [\"],\\\"\"]} , 5]");
            client.send("422[\"sync:push\",null]");
            client.send("423[\"sync:push\"]");

            assertThat(client.next(packet -> packet.startsWith("431")))
                    .isEqualTo("431[{\"mutationId\":\"m-1\",\"status\":\"APPLIED\",\"duplicate\":false,"
                            + "\"entityType\":\"task\",\"entityId\":\"e-1\",\"localId\":null,\"version\":1,"
                            + "\"data\":{\"title\":\"Pour slab\"},\"conflict\":null,\"error\":null}]");
            client.next(packet -> packet.startsWith("433"));
            assertThat(pushed).containsExactly("{\"n\": 1.0, \"n\" : [\"],\\\"\"]}", "null", "null");
        }
    }

    @Test
    void answersAPushThatFailsLikeAnyOutcome() {
        gateway.pushes = item -> {
            throw SyncFailure.unavailable("The database is away.");
        };
        try (var anna = Client.with(gateway, "anna")) {
            var answer = anna.askJson("sync:push", "{\"mutationId\":\"m-7\"}");
            assertThat(answer.path("status").stringValue()).isEqualTo("RETRY");
            assertThat(answer.path("mutationId").stringValue()).isEqualTo("m-7");
            assertThat(answer.path("error").path("errorCode").stringValue()).isEqualTo("TEMPORARILY_UNAVAILABLE");
            assertThat(answer.path("error").path("retryAfterMs").asLong()).isPositive();
        }
    }

    @Test
    void answersADefectWithoutTellingOfIt() {
        gateway.pushes = item -> {
            throw new IllegalStateException("secret");
        };
        try (var anna = Client.with(gateway, "anna")) {
            assertThat(anna.askJson("sync:push", "{}").toString())
                    .contains("TEMPORARILY_UNAVAILABLE")
                    .doesNotContain("secret");
        }
    }

    @Test
    void handlesTheEventsOfOneSocketInTheirOrder() throws Exception {
        var pushed = Collections.synchronizedList(new ArrayList<String>());
        gateway.pushes = item -> {
            pushed.add(item.item());
            return Gateway.applied("m");
        };
        try (var client = RawWebSocket.open(gateway.port(), "anna")) {
            client.next(packet -> packet.startsWith("40"));
            for (var n = 0; n < 300; n++) {
                client.send("42" + n + "[\"sync:push\"," + n + "]");
            }
            client.next(packet -> packet.startsWith("43299["));
        }
        assertThat(pushed).hasSize(300);
        assertThat(pushed)
                .isEqualTo(java.util.stream.IntStream.range(0, 300)
                        .mapToObj(String::valueOf)
                        .toList());
    }

    @Test
    void letsOneSlowSocketHoldUpNoOther() throws Exception {
        gateway.person("ben", "WORKER");
        var slow = new CountDownLatch(1);
        gateway.pushes = item -> {
            if (item.caller().userId().equals("anna")) {
                await().until(() -> slow.getCount() == 0);
            }
            return Gateway.applied("m");
        };
        try (var anna = RawWebSocket.open(gateway.port(), "anna");
                var ben = Client.with(gateway, "ben")) {
            anna.next(packet -> packet.startsWith("40"));
            anna.send("421[\"sync:push\",1]");
            assertThat(ben.askJson("sync:push", "{}").path("status").stringValue())
                    .isEqualTo("APPLIED");
            slow.countDown();
            anna.next(packet -> packet.startsWith("431"));
        }
    }

    @Test
    void refusesWhatPilesUpAndGoesOn() throws Exception {
        var blocked = new CountDownLatch(1);
        gateway.pushes = item -> {
            try {
                assertThat(blocked.await(20, TimeUnit.SECONDS)).isTrue();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
            return Gateway.applied("m");
        };
        var client = new PollingClient(gateway.port(), "anna");
        var packets = new StringBuilder("421[\"sync:push\",1]");
        for (var n = 2; n <= 6000; n++) {
            packets.append('\u001e').append("42").append(n).append("[\"sync:push\",1]");
        }
        client.post(packets.toString());
        assertThat(client.poll()).contains("RATE_LIMITED").contains("\"status\":\"RETRY\"");
        blocked.countDown();
        assertThat(client.poll()).contains("APPLIED");
    }

    @Test
    void everyEventOfADeviceBeyondItsLimitIsAnsweredSoAndTheSocketStays() {
        var left = new AtomicInteger(Integer.MAX_VALUE);
        gateway.allowance = caller -> {
            if (left.getAndDecrement() <= 0) {
                throw limited();
            }
        };
        try (var anna = Client.with(gateway, "anna")) {
            left.set(2);
            assertThat(anna.askJson("sync:push", "{}").path("status").stringValue())
                    .isEqualTo("APPLIED");
            assertThat(anna.askJson("unsubscribe", "{}").path("ok").booleanValue())
                    .isTrue();

            var push = anna.askJson("sync:push", "{\"mutationId\":\"m-7\"}");
            assertThat(push.path("status").stringValue()).isEqualTo("RETRY");
            assertThat(push.path("mutationId").stringValue()).isEqualTo("m-7");
            assertThat(push.path("error").path("errorCode").stringValue()).isEqualTo("RATE_LIMITED");
            assertThat(push.path("error").path("retryAfterMs").asLong()).isEqualTo(1500);
            for (var event : List.of("sync:pull", "subscribe", "unsubscribe", "session:renew", "nonsense")) {
                assertThat(anna.askJson(event, "{}"))
                        .as(event)
                        .isEqualTo(Gateway.JSON.readTree("{\"ok\":false,\"errorCode\":\"RATE_LIMITED\"}"));
            }

            left.set(1);
            assertThat(anna.askJson("sync:push", "{}").path("status").stringValue())
                    .isEqualTo("APPLIED");
        }
    }

    @Test
    void comingInCountsAndWhoComesTooOftenIsLetInLater() throws Exception {
        var closed = new AtomicBoolean(true);
        gateway.allowance = caller -> {
            if (closed.get()) {
                throw limited();
            }
        };
        var refused = RawWebSocket.open(gateway.port(), "anna");
        await().until(() -> gateway.sessions() == 0);
        refused.close();
        closed.set(false);
        try (var anna = Client.with(gateway, "anna")) {
            assertThat(anna.askJson("sync:push", "{}").path("status").stringValue())
                    .isEqualTo("APPLIED");
        }
    }

    private static SyncFailure limited() {
        var wait = Duration.ofMillis(1500);
        return new SyncFailure(ErrorCode.RATE_LIMITED, "Too many requests.", List.of(), Map.of(), wait);
    }

    /** Four are handled at once, and fifty may wait. */
    @Test
    void whatWouldWaitForLongIsRefusedAtOnce() throws Exception {
        var goOn = new CountDownLatch(1);
        var handled = new AtomicInteger();
        gateway.pushes = item -> {
            handled.incrementAndGet();
            await().atMost(Duration.ofSeconds(20)).until(() -> goOn.getCount() == 0);
            return Gateway.applied("m");
        };
        var sockets = new ArrayList<RawWebSocket>();
        for (var n = 0; n < 54; n++) {
            sockets.add(RawWebSocket.open(gateway.port(), "anna"));
            sockets.get(n).next(packet -> packet.startsWith("40"));
        }
        try (var late = RawWebSocket.open(gateway.port(), "anna")) {
            late.next(packet -> packet.startsWith("40"));
            for (var n = 0; n < 4; n++) {
                sockets.get(n).send("421[\"sync:push\",1]");
            }
            await().until(() -> handled.get() == 4);
            for (var n = 4; n < 54; n++) {
                sockets.get(n).send("421[\"sync:push\",1]");
            }
            await().untilAsserted(() -> {
                late.send("421[\"sync:pull\",{}]");
                assertThat(late.next(packet -> packet.startsWith("431"))).contains("TEMPORARILY_UNAVAILABLE");
            });
            goOn.countDown();
            for (var socket : sockets) {
                assertThat(socket.next(packet -> packet.startsWith("431"))).contains("APPLIED");
            }
        } finally {
            goOn.countDown();
            for (var socket : sockets) {
                socket.close();
            }
        }
    }

    @Test
    void pullsWhatTheFeedHas() {
        var caller = gateway.person("anna", "WORKER");
        var cursor = gateway.feed.cursor(caller);
        var task = gateway.feed.task("p-1");
        try (var anna = Client.with(gateway, "anna")) {
            var page = anna.askJson("sync:pull", "{\"cursor\":\"" + cursor + "\"}");
            assertThat(page.path("changes").get(0).path("entityId").stringValue())
                    .isEqualTo(task);
            assertThat(page.path("serverTime").stringValue()).isEqualTo("1970-01-01T00:00:00.000Z");

            assertThat(anna.askJson("sync:pull", "{\"cursor\":\"garbage\"}"))
                    .isEqualTo(Gateway.JSON.readTree("{\"ok\":false,\"errorCode\":\"INVALID_CURSOR\"}"));
        }
    }

    @Test
    void answersNonsenseAndKeepsTheSocket() throws Exception {
        try (var client = RawWebSocket.open(gateway.port(), "anna")) {
            client.next(packet -> packet.startsWith("40"));
            var nonsense = List.of(
                    "[\"subscribe\",\"x\"]",
                    "[\"subscribe\"]",
                    "[\"subscribe\",{\"projectIds\":\"x\"}]",
                    "[\"subscribe\",{\"projectIds\":[1]}]",
                    "[\"subscribe\",{\"entities\":[{}]}]",
                    "[\"subscribe\",{\"projectIds\":[],\"projectIds\":[]}]",
                    "[\"subscribe\"," + "[".repeat(100) + "]".repeat(100) + "]",
                    "[\"unsubscribe\",[]]",
                    "[\"no such event\",{}]",
                    "[{}]",
                    "[]",
                    "[\"subscribe\",{]",
                    "{}",
                    "");
            for (var n = 0; n < nonsense.size(); n++) {
                client.send("42" + n + nonsense.get(n));
                assertThat(client.next(packet -> packet.startsWith("43")))
                        .isEqualTo("43" + n + "[{\"ok\":false,\"errorCode\":\"" + ErrorCode.INVALID_INPUT + "\"}]");
            }
            client.send("451-77[\"subscribe\",{\"_placeholder\":true,\"num\":0}]");
            client.sendBinary();
            assertThat(client.next(packet -> packet.startsWith("43"))).contains("INVALID_INPUT");
            client.send("42[\"no such event\"]");
            client.send("421[\"unsubscribe\",{}]");
            assertThat(client.next(packet -> packet.startsWith("43"))).isEqualTo("431[{\"ok\":true}]");
        }
    }
}
