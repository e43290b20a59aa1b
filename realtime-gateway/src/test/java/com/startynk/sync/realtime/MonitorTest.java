package com.startynk.sync.realtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.startynk.sync.protocol.ErrorCode;
import com.startynk.sync.protocol.SyncFailure;
import com.startynk.sync.protocol.push.SyncResult;
import com.startynk.sync.protocol.push.SyncStatus;
import com.startynk.sync.realtime.monitor.GatewayFigures;
import com.startynk.sync.realtime.monitor.GatewayMetrics;
import com.startynk.sync.realtime.monitor.GatewayMonitor;
import io.micrometer.core.instrument.Measurement;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.function.Predicate;
import org.assertj.core.api.ThrowingConsumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.util.unit.DataSize;

class MonitorTest {

    private Gateway gateway;

    @BeforeEach
    void open() {
        gateway = Gateway.open(DataSize.ofKilobytes(64));
        for (var person : List.of("anna", "ben")) {
            gateway.feed.member(person, "p-1");
            gateway.person(person, "WORKER");
        }
        gateway.feed.task("p-1");
    }

    @AfterEach
    void close() {
        gateway.close();
    }

    @Test
    void countsConnectionsByTransportAndTheRoomsThatTheyAreIn() throws Exception {
        try (var anna = Client.with(gateway, "anna")) {
            var ben = new PollingClient(gateway.port(), "ben");
            assertThat(anna.socket.connected()).isTrue();
            awaitFigures(now -> {
                assertThat(now.connections()).isEqualTo(new GatewayFigures.Connections(1, 1, 2));
                // Both are in the project, and in that of everybody.
                assertThat(now.rooms()).isEqualTo(new GatewayFigures.Rooms(2, 2, 0));
            });

            ben.post("41");
            ben.post("1");
            awaitFigures(now -> assertThat(now.connections()).isEqualTo(new GatewayFigures.Connections(1, 0, 1)));
        }
        awaitFigures(now -> {
            assertThat(now.connections()).isEqualTo(new GatewayFigures.Connections(0, 0, 0));
            assertThat(now.rooms()).isEqualTo(new GatewayFigures.Rooms(0, 0, 0));
        });
    }

    @Test
    void countsAClientThatChangesItsTransportOnce() {
        try (var anna = Client.with(gateway, "anna", null, "polling", "websocket")) {
            anna.next("connect");
            awaitFigures(now -> assertThat(now.connections()).isEqualTo(new GatewayFigures.Connections(1, 0, 1)));
        }
    }

    @Test
    void countsWhatComesInAndWhatGoesOut() {
        try (var anna = Client.with(gateway, "anna");
                var ben = Client.with(gateway, "ben")) {
            var before = figures();
            var task = gateway.feed.task("p-1");
            anna.hears(task);
            ben.hears(task);
            anna.askJson("unsubscribe", "{}");

            awaitFigures(now -> {
                assertThat(now.in().changes() - before.in().changes()).isEqualTo(1);
                assertThat(now.in().events() - before.in().events()).isEqualTo(1);
                assertThat(now.out().messages() - before.out().messages()).isEqualTo(2);
                assertThat(now.out().changes() - before.out().changes()).isEqualTo(2);
                // Two messages and an answer.
                assertThat(now.out().packets() - before.out().packets()).isEqualTo(3);
                assertThat(now.out().bytes() - before.out().bytes()).isGreaterThan(300);
            });
        }
    }

    @Test
    void countsMembersWhoAreThereAndWhatTheyAreTold() {
        try (var anna = Client.with(gateway, "anna");
                var ben = Client.with(gateway, "ben")) {
            for (var member : List.of(anna, ben)) {
                member.askJson("presence:update", "{\"status\":\"online\",\"projectId\":\"p-1\"}");
            }
            awaitFigures(now -> {
                assertThat(now.presence().here()).isEqualTo(2);
                assertThat(now.presence().members()).isEqualTo(2);
                assertThat(now.presence().projects()).isEqualTo(1);
            });
        }
    }

    @Test
    void countsWhoIsNotLetInByTheReason() throws Exception {
        var before = figures().handshakes();
        try (var stranger = RawWebSocket.open(gateway.port(), "nobody")) {
            stranger.next(packet -> packet.startsWith("44"));
        }
        gateway.allowance = caller -> {
            throw new SyncFailure(ErrorCode.RATE_LIMITED, "Too many.");
        };
        try (var anna = RawWebSocket.open(gateway.port(), "anna")) {
            anna.awaitClose();
        }
        gateway.allowance = caller -> {};
        try (var ben = Client.with(gateway, "ben")) {
            assertThat(ben.socket.connected()).isTrue();
            awaitFigures(now -> {
                assertThat(now.handshakes().refused())
                        .containsEntry("UNAUTHENTICATED", 1L)
                        .containsEntry("RATE_LIMITED", 1L)
                        .containsEntry("TEMPORARILY_UNAVAILABLE", 0L);
                assertThat(now.handshakes().accepted() - before.accepted()).isEqualTo(1);
            });
        }
    }

    @Test
    void countsSessionsThatNobodyCameInThrough() throws Exception {
        try (var silent = RawWebSocket.open(gateway.port())) {
            silent.awaitClose();
            awaitFigures(now -> assertThat(now.handshakes().late()).isEqualTo(1));
        }
    }

    @Test
    void showsWhoReadsTooSlowlyAndThatHeWasSentToPull() throws Exception {
        try (var phone = RawWebSocket.open(gateway.port(), "anna")) {
            phone.next(packet -> packet.startsWith("40"));
            phone.pause();
            var large = Map.<String, Object>of("title", "x".repeat(30_000));
            awaitFigures(now -> {
                // How much the network takes before a queue fills is its own affair.
                for (var n = 0; n < 100; n++) {
                    gateway.feed.change("task", "p-1", "task-" + n, 1, large);
                }
                assertThat(now.slow().full()).isEqualTo(1);
            });
            phone.resume();
            awaitFigures(now -> {
                assertThat(now.slow().full()).isZero();
                assertThat(now.slow().syncRequired().get("SLOW_READER")).isPositive();
            });
        }
    }

    @Test
    void countsWhomItHadToDropWithAFullQueue() throws Exception {
        try (var phone = RawWebSocket.open(gateway.port(), "anna")) {
            phone.next(packet -> packet.startsWith("40"));
            phone.pause();
            // Or it would be gone before it has asked for all of that.
            var asked = new CountDownLatch(1);
            gateway.pushes = item -> {
                await().until(() -> asked.getCount() == 0);
                return large();
            };
            for (var n = 0; n < 200; n++) {
                phone.send("42" + n + "[\"sync:push\",{}]");
            }
            asked.countDown();
            awaitFigures(now -> assertThat(now.slow().cut()).isEqualTo(1));
        }
    }

    @Test
    void showsTheSameAsMetrics() {
        var meters = new SimpleMeterRegistry();
        GatewayMetrics.of(gateway.figures, meters);
        try (var anna = Client.with(gateway, "anna")) {
            anna.hears(gateway.feed.task("p-1"));
            awaitFigures(now -> assertThat(now.connections().signedIn()).isEqualTo(1));

            assertThat(value(meters, "connections", "transport", "websocket")).isEqualTo(1);
            assertThat(value(meters, "connections", "transport", "polling")).isZero();
            assertThat(value(meters, "sockets")).isEqualTo(1);
            assertThat(value(meters, "rooms", "kind", "project")).isEqualTo(2);
            assertThat(value(meters, "messages")).isEqualTo(1);
            assertThat(value(meters, "handshakes")).isEqualTo(1);
            assertThat(value(meters, "handshakes.refused", "reason", "UNAUTHENTICATED"))
                    .isZero();
            assertThat(value(meters, "sync.required", "reason", "SLOW_READER")).isZero();
            assertThat(value(meters, "presence.members")).isZero();
        }
    }

    private static double value(SimpleMeterRegistry meters, String name, String... tags) {
        var measured =
                meters.get("startynk.realtime." + name).tags(tags).meter().measure();
        return ((List<Measurement>) measured).get(0).getValue();
    }

    @Nested
    class OnSeveralNodes {

        @TempDir
        Path folder;

        @Test
        void eachShowsThemAllUntilOneStops() throws Exception {
            try (var nodes = new PresenceNodes(folder)) {
                nodes.feed.task("p-1");
                var one = nodes.open();
                var here = nodes.monitor(one, "one");
                var there = nodes.monitor(nodes.open(), "two");
                try (var zoe = Client.with(one, "zoe")) {
                    assertThat(zoe.socket.connected()).isTrue();
                    awaitNodes(here, nodesAre("one 1", "two 0"));
                    awaitNodes(there, nodesAre("two 0", "one 1"));
                    assertThat(here.overview().complete()).isTrue();

                    there.stop();
                    awaitNodes(here, nodesAre("one 1"));
                }
            }
        }

        @Test
        void oneThatCannotAskTheOthersSaysSo() throws Exception {
            try (var nodes = new PresenceNodes(folder)) {
                var here = nodes.monitor(nodes.open(), "one");
                awaitNodes(here, GatewayMonitor.Overview::complete);
                nodes.loseRedis();
                awaitNodes(here, seen -> !seen.complete() && seen.nodes().size() == 1);
                nodes.bringRedisBack();
                awaitNodes(here, GatewayMonitor.Overview::complete);
            }
        }

        private static Predicate<GatewayMonitor.Overview> nodesAre(String... wanted) {
            return seen -> seen.nodes().stream()
                    .map(node -> node.node() + " " + node.connections().signedIn())
                    .toList()
                    .equals(List.of(wanted));
        }

        private static void awaitNodes(GatewayMonitor monitor, Predicate<GatewayMonitor.Overview> wanted) {
            await().atMost(Duration.ofSeconds(20)).until(monitor::overview, wanted);
        }
    }

    private static SyncResult large() {
        var data = Map.<String, Object>of("title", "x".repeat(100_000));
        return new SyncResult("m-1", SyncStatus.APPLIED, false, "task", "e-1", null, 1L, data, null, null);
    }

    private void awaitFigures(ThrowingConsumer<GatewayFigures> wanted) {
        await().atMost(Duration.ofSeconds(15)).untilAsserted(() -> wanted.accept(figures()));
    }

    private GatewayFigures figures() {
        gateway.figures.look();
        return gateway.figures.figures("one", gateway.port());
    }
}
