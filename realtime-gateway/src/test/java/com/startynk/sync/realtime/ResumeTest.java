package com.startynk.sync.realtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.startynk.sync.protocol.Caller;
import com.startynk.sync.protocol.feed.FeedAnnouncement;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.util.unit.DataSize;

class ResumeTest {

    /** Not the common pool, which has one thread on two processors. */
    private static final Executor OWN_THREADS = work -> new Thread(work).start();

    private Gateway gateway;
    private Caller anna;

    @BeforeEach
    void open() {
        gateway = Gateway.open();
        anna = gateway.person("anna", "WORKER");
        gateway.feed.member("anna", "p-1");
    }

    @AfterEach
    void close() {
        gateway.close();
    }

    @Test
    void sendsWhatWasMissedFirstAndChainsFromTheClientsCursor() {
        gateway.feed.task("p-1");
        var cursor = gateway.feed.cursor(anna);
        var missed = gateway.feed.tasks("p-1", 5);
        try (var client = Client.resuming(gateway, "anna", cursor)) {
            client.hears(missed.toArray(String[]::new));
            var late = gateway.feed.task("p-1");

            await().until(() -> client.changed().size() == 6);
            assertThat(client.changed()).last().isEqualTo(late);
            assertThat(client.all(Client.CHANGED).get(0).path("previousCursor").stringValue())
                    .isEqualTo(cursor);
            client.assertChained();
        }
    }

    @Test
    void readsNoFeedForACrowdThatComesBackToWhatIsRemembered() {
        gateway.feed.task("p-1");
        gateway.feed.member("ben", "p-2");
        var ben = gateway.person("ben", "WORKER");
        var cursor = gateway.feed.cursor(anna);
        var bens = gateway.feed.cursor(ben);
        List<String> missed;
        try (var watcher = Client.with(gateway, "anna")) {
            gateway.feed.task("p-2");
            missed = gateway.feed.tasks("p-1", 5);
            // What somebody has been told is remembered.
            watcher.hears(missed.toArray(String[]::new));
        }

        try (var one = Client.resuming(gateway, "anna", cursor);
                var other = Client.resuming(gateway, "anna", cursor);
                var elsewhere = Client.resuming(gateway, "ben", bens)) {
            var late = gateway.feed.task("p-1");
            for (var client : List.of(one, other)) {
                client.hears(missed.get(0), missed.get(1), missed.get(2), missed.get(3), missed.get(4), late);
                client.assertChained();
                assertThat(client.all(Client.CHANGED)
                                .get(0)
                                .path("previousCursor")
                                .stringValue())
                        .isEqualTo(cursor);
            }
            await().untilAsserted(() -> assertThat(elsewhere.changed()).hasSize(1));
        }
        assertThat(gateway.feed.pages()).isZero();
    }

    @Test
    void readsTheFeedForWhoCameIntoAProjectSince() {
        gateway.feed.tasks("p-3", 2);
        var cursor = gateway.feed.cursor(anna);
        gateway.feed.grant("anna", "p-3");
        try (var client = Client.resuming(gateway, "anna", cursor)) {
            await().untilAsserted(() -> assertThat(client.changed()).hasSize(2));
        }
    }

    @Test
    void readsTheFeedForAnAdminWhoIsToldMoreThanHisRoomsHave() {
        var root = gateway.person("root", "ADMIN");
        gateway.feed.task("p-1");
        var cursor = gateway.feed.cursor(root);
        var missed = gateway.feed.tasks("p-1", 2);
        try (var client = Client.resuming(gateway, "root", cursor)) {
            client.hears(missed.get(0), missed.get(1));
        }
    }

    @Test
    void chainsFromTheClientsCursorWhenNothingWasMissed() {
        gateway.feed.task("p-1");
        var cursor = gateway.feed.cursor(anna);
        gateway.feed.task("p-2");
        try (var client = Client.resuming(gateway, "anna", cursor)) {
            gateway.feed.task("p-1");

            assertThat(client.next(Client.CHANGED).path("previousCursor").stringValue())
                    .isEqualTo(cursor);
        }
    }

    @Test
    void missesNothingAndTellsNothingTwiceWhileTheFeedGoesOn() {
        var cursor = gateway.feed.cursor(anna);
        var made = new ArrayList<>(gateway.feed.tasks("p-1", 100));
        var going = CompletableFuture.supplyAsync(() -> gateway.feed.tasks("p-1", 500), OWN_THREADS);
        var clients = new ArrayList<Client>();
        for (var n = 0; n < 5; n++) {
            clients.add(Client.resuming(gateway, "anna", cursor));
        }
        made.addAll(going.join());
        for (var client : clients) {
            await().untilAsserted(
                            () -> assertThat(new HashSet<>(client.changed())).hasSize(600));
            assertThat(client.changed()).containsExactlyElementsOf(made);
            client.assertChained();
            client.close();
        }
    }

    @Test
    void sendsWhoIsTooFarBehindToPull() {
        var cursor = gateway.feed.cursor(anna);
        gateway.feed.tasks("p-1", 1001);
        try (var client = Client.resuming(gateway, "anna", cursor)) {
            assertThat(client.next("sync:required").path("reason").stringValue())
                    .isEqualTo("TOO_FAR_BEHIND");
            client.hears(gateway.feed.task("p-1"));
        }
    }

    @Test
    void keepsASocketWhoseCursorIsOfAnotherDeployment() {
        try (var client = Client.resuming(gateway, "anna", "garbage")) {
            assertThat(client.next("sync:required").path("reason").stringValue())
                    .isEqualTo("INVALID_CURSOR");
            client.hears(gateway.feed.task("p-1"));
        }
    }

    @Test
    void sendsEveryoneToPullWhenAnAnnouncementIsLost() {
        try (var client = Client.with(gateway, "anna")) {
            client.hears(gateway.feed.task("p-1"));
            var publisher = gateway.feed.publisher;
            gateway.feed.publisher = lost -> {};
            gateway.feed.task("p-1");
            gateway.feed.publisher = publisher;
            var late = gateway.feed.task("p-1");

            assertThat(client.next("sync:required").path("reason").stringValue())
                    .isEqualTo("GAP");
            client.next(Client.CHANGED, message -> message.toString().contains(late));
            var messages = client.all(Client.CHANGED);
            assertThat(messages.get(1).path("previousCursor"))
                    .isNotEqualTo(messages.get(0).path("cursor"));
        }
    }

    @Test
    void noticesALostAnnouncementThatNoOtherFollows() {
        try (var client = Client.with(gateway, "anna")) {
            gateway.feed.publisher = lost -> {};
            gateway.feed.task("p-1");

            assertThat(client.next("sync:required").path("reason").stringValue())
                    .isEqualTo("GAP");
        }
    }

    @Test
    void findsOutAboutMembershipsThatWereLostOnTheWay() {
        gateway.person("zoe", "WORKER");
        try (var zoe = Client.with(gateway, "zoe")) {
            var publisher = gateway.feed.publisher;
            gateway.feed.publisher = lost -> {};
            gateway.feed.grant("zoe", "p-1");
            gateway.feed.publisher = publisher;
            zoe.next("sync:required");

            await().untilAsserted(() -> {
                var task = gateway.feed.task("p-1");
                zoe.next(Client.CHANGED, message -> message.toString().contains(task));
            });
        }
    }

    @Test
    void ignoresAnnouncementsThatComeTwiceOrLate() {
        var told = new ArrayList<FeedAnnouncement>();
        try (var client = Client.with(gateway, "anna")) {
            var publisher = gateway.feed.publisher;
            gateway.feed.publisher = announcement -> {
                told.add(announcement);
                publisher.accept(announcement);
            };
            var tasks = gateway.feed.tasks("p-1", 3);
            List.copyOf(told).forEach(publisher);
            var last = gateway.feed.task("p-1");

            client.hears(tasks.get(0), tasks.get(1), tasks.get(2), last);
            assertThat(client.all("sync:required")).isEmpty();
        }
    }

    @Test
    void sendsASlowReaderToPullOnceItHasReadWhatWaits() throws Exception {
        try (var slow = Gateway.open(DataSize.ofKilobytes(64))) {
            slow.person("anna", "WORKER");
            slow.feed.member("anna", "p-1");
            try (var phone = RawWebSocket.open(slow.port(), "anna")) {
                phone.next(packet -> packet.startsWith("40"));
                phone.pause();
                var large = Map.<String, Object>of("title", "x".repeat(30_000));
                for (var n = 0; n < 400; n++) {
                    slow.feed.change("task", "p-1", "task-" + n, 1, large);
                }
                phone.resume();

                assertThat(phone.next(packet -> packet.contains("sync:required")))
                        .contains("SLOW_READER");
                await().untilAsserted(() -> {
                    var late = slow.feed.task("p-1");
                    assertThat(phone.next(packet -> packet.contains(late) || packet.contains("sync:required")))
                            .contains(late);
                });
            }
        }
    }
}
