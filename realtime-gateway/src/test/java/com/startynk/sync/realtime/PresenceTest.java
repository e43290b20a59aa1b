package com.startynk.sync.realtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.startynk.sync.protocol.Caller;
import com.startynk.sync.realtime.presence.PresenceStatus;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

class PresenceTest {

    private static final String CHANGED = "presence:changed";

    @TempDir
    Path folder;

    private PresenceNodes nodes;
    private Gateway gateway;

    @BeforeEach
    void open() throws Exception {
        nodes = new PresenceNodes(folder);
        for (var person : List.of("anna", "ben", "carla")) {
            nodes.feed.member(person, "p-1");
        }
        nodes.feed.member("anna", "p-2");
        nodes.feed.member("zoe", "p-3");
        nodes.feed.task("p-1");
        gateway = nodes.open();
    }

    @AfterEach
    void close() {
        nodes.close();
    }

    @Test
    void whatAMemberSaysIsToldAndListed() {
        try (var anna = Client.with(gateway, "anna");
                var ben = Client.with(gateway, "ben")) {
            says(ben, "online");
            var told = anna.next(CHANGED);
            assertThat(told.path("projectId").stringValue()).isEqualTo("p-1");
            assertThat(told.path("userId").stringValue()).isEqualTo("ben");
            assertThat(told.path("status").stringValue()).isEqualTo("online");
            assertThat(told.path("lastSeenAt").stringValue()).isEqualTo("2026-11-23T07:00:00.000Z");
            assertThat(list(anna)).containsExactly("ben online 1");

            says(ben, "away");
            hears(anna, "ben away");
            assertThat(list(anna)).containsExactly("ben away 1");
            says(ben, "away");
            says(ben, "online");
            await().untilAsserted(() -> assertThat(told(anna)).containsExactly("ben online", "ben away", "ben online"));
        }
    }

    @Test
    void theDevicesOfOnePersonAreOneMemberUntilTheLastOneGoes() {
        var ben = gateway.person("ben", "WORKER");
        gateway.token("bens tablet", tablet(ben), Duration.ofMinutes(15), "WORKER");
        try (var anna = Client.with(gateway, "anna");
                var phone = Client.with(gateway, "ben");
                var tablet = Client.with(gateway, "bens tablet")) {
            says(phone, "online");
            says(tablet, "away");
            assertThat(list(anna)).containsExactly("ben online 2");
            hears(anna, "ben online");
            phone.socket.disconnect();
            hears(anna, "ben away");
            assertThat(list(anna)).containsExactly("ben away 1");
            tablet.socket.disconnect();
            hears(anna, "ben offline");
            assertThat(list(anna)).isEmpty();
            assertThat(told(anna)).containsExactly("ben online", "ben away", "ben offline");
        }
    }

    private static Caller tablet(Caller of) {
        return new Caller(of.userId(), "tablet", of.roles(), 0, 0);
    }

    @Test
    void whoBreaksOffIsOfflineAfterTheGraceAndWasSeenWhenHeBrokeOff() throws Exception {
        try (var anna = Client.with(gateway, "anna")) {
            breakOff(gateway, "ben");

            nodes.clock.pass(Duration.ofSeconds(14));
            awaitTick(anna);
            assertThat(told(anna)).doesNotContain("ben offline");
            assertThat(list(anna)).contains("ben online 1");

            nodes.clock.pass(Duration.ofSeconds(1));
            hears(anna, "ben offline");
            var gone = anna.next(
                    CHANGED, told -> told.path("status").stringValue("").equals("offline"));
            assertThat(gone.path("lastSeenAt").stringValue()).isEqualTo("2026-11-23T07:00:00.000Z");
        }
    }

    @Test
    void whoIsBackWithinTheGraceWasNeverOffline() throws Exception {
        try (var anna = Client.with(gateway, "anna")) {
            breakOff(gateway, "ben");
            nodes.clock.pass(Duration.ofSeconds(10));
            try (var back = Client.with(gateway, "ben")) {
                says(back, "online");
                nodes.clock.pass(Duration.ofSeconds(10));
                awaitTick(anna);
                assertThat(told(anna)).doesNotContain("ben offline");
                assertThat(list(anna)).contains("ben online 1");
            }
            hears(anna, "ben offline");
        }
    }

    @Test
    void aForeignProjectIsForbiddenAndAnAdminMayNameAnyThatExists() {
        try (var zoe = Client.with(gateway, "zoe");
                var root = Client.with(gateway, "root")) {
            assertThat(update(zoe, "p-1", "online").path("errorCode").stringValue())
                    .isEqualTo("FORBIDDEN");
            assertThat(zoe.askJson("presence:list", "{\"projectId\":\"p-1\"}")
                            .path("errorCode")
                            .stringValue())
                    .isEqualTo("FORBIDDEN");
            assertThat(update(root, "p-1", "online").path("ok").booleanValue()).isTrue();
            assertThat(list(root)).containsExactly("root online 1");
            assertThat(update(root, "p-none", "online").path("errorCode").stringValue())
                    .isEqualTo("FORBIDDEN");
        }
    }

    @Test
    void nonsenseIsInvalidInput() {
        try (var anna = Client.with(gateway, "anna")) {
            for (var payload : List.of(
                    "{\"status\":\"flying\",\"projectId\":\"p-1\"}",
                    "{\"status\":\"offline\",\"projectId\":\"p-1\"}",
                    "{\"status\":\"online\"}",
                    "{\"status\":\"online\",\"projectId\":7}",
                    "{\"status\":\"online\",\"projectId\":\"p-1\",\"screen\":7}")) {
                assertThat(anna.askJson("presence:update", payload)
                                .path("errorCode")
                                .stringValue())
                        .as(payload)
                        .isEqualTo("INVALID_INPUT");
            }
            assertThat(anna.askJson("presence:list", "{}").path("errorCode").stringValue())
                    .isEqualTo("INVALID_INPUT");
        }
    }

    @Test
    void whoIsNoMemberAnyMoreIsThereNoLongerNeitherByASocketNorByAGrace() throws Exception {
        try (var anna = Client.with(gateway, "anna");
                var ben = Client.with(gateway, "ben")) {
            says(ben, "online");
            breakOff(gateway, "carla");
            hears(anna, "ben online");
            hears(anna, "carla online");

            nodes.feed.revoke("ben", "p-1");
            nodes.feed.revoke("carla", "p-1");
            hears(anna, "ben offline");
            hears(anna, "carla offline");
            assertThat(list(anna)).isEmpty();
            assertThat(update(ben, "p-1", "online").path("errorCode").stringValue())
                    .isEqualTo("FORBIDDEN");
            assertThat(told(ben)).doesNotContain("ben offline", "carla offline");
        }
    }

    @Test
    void whoLeftTheRoomOfAProjectIsToldNothingOfIt() {
        try (var anna = Client.with(gateway, "anna");
                var ben = Client.with(gateway, "ben")) {
            anna.askJson("unsubscribe", "{\"projectIds\":[\"p-1\"]}");
            says(ben, "online");
            hears(ben, "ben online");
            awaitTick(anna);
            assertThat(told(anna)).doesNotContain("ben online");
        }
    }

    @Test
    void aCrowdThatComesAtOnceIsListedAtOnceAndToldAtTheRateOfAProject() {
        var bounded = nodes.open(Gateway.presence(5));
        try (var anna = Client.with(bounded, "anna")) {
            for (var n = 0; n < 40; n++) {
                var said = new CompletableFuture<Void>();
                var worker = new Caller("w-" + n, "d-" + n, Set.of("WORKER"), 0, 0);
                bounded.presence.say("c-" + n, worker, "p-1", PresenceStatus.ONLINE, () -> said.complete(null));
                said.orTimeout(8, TimeUnit.SECONDS).join();
            }
            assertThat(list(anna)).hasSize(40);
            await().until(() -> told(anna).size() == 5);
            bounded.presence.left("c-39", true);
            awaitTick(anna);
            assertThat(toldOf(anna, "p-1")).hasSize(5);

            nodes.clock.pass(Duration.ofSeconds(1));
            await().until(() -> toldOf(anna, "p-1").size() == 10);
            awaitTick(anna);
            assertThat(toldOf(anna, "p-1")).hasSize(10);
            for (var second = 0; second < 7; second++) {
                nodes.clock.pass(Duration.ofSeconds(1));
                awaitTick(anna);
            }
            await().until(() -> toldOf(anna, "p-1").size() == 40);
            assertThat(told(anna)).contains("w-39 offline").doesNotContain("w-39 online");
        }
    }

    @Nested
    class OnSeveralNodes {

        @Test
        void everybodyIsToldAndListedOnEveryNodeAndOnOnesThatStartLater() {
            var other = nodes.open();
            try (var anna = Client.with(gateway, "anna");
                    var ben = Client.with(other, "ben")) {
                says(ben, "online");
                says(anna, "away");
                hears(anna, "ben online");
                hears(ben, "anna away");
                assertThat(list(anna)).containsExactly("anna away 1", "ben online 1");

                var later = nodes.open();
                try (var carla = Client.with(later, "carla")) {
                    await().untilAsserted(() -> assertThat(list(carla)).containsExactly("anna away 1", "ben online 1"));
                    ben.socket.disconnect();
                    hears(carla, "ben offline");
                    hears(anna, "ben offline");
                }
            }
        }

        @Test
        void whoIsBackAtAnotherNodeIsOneDeviceAndLeavesAtOnce() throws Exception {
            var other = nodes.open();
            try (var anna = Client.with(gateway, "anna")) {
                breakOff(other, "ben");
                hears(anna, "ben online");
                var back = Client.with(gateway, "ben");
                says(back, "away");
                hears(anna, "ben away");
                assertThat(list(anna)).containsExactly("ben away 1");
                back.socket.disconnect();
                hears(anna, "ben offline");
            }
        }

        @Test
        void thePeopleOfAKilledNodeAreOfflineWithinTwentySecondsAndNobodyElse() {
            var killed = nodes.open();
            var living = nodes.open();
            try (var anna = Client.with(gateway, "anna");
                    var ben = Client.with(killed, "ben");
                    var carla = Client.with(living, "carla")) {
                says(ben, "online");
                says(carla, "online");
                hears(anna, "ben online");
                hears(anna, "carla online");

                killed.presence.close();
                assertThat(nodes.nodes())
                        .hasSize(3)
                        .allSatisfy(node -> assertThat(nodes.template().getExpire(node, TimeUnit.MILLISECONDS))
                                .isBetween(1L, 15_000L));
                for (var passed = 0; passed < 12; passed += 3) {
                    passAndRenew(Duration.ofSeconds(3), 2);
                }
                awaitTick(anna);
                assertThat(told(anna)).doesNotContain("ben offline");
                passAndRenew(Duration.ofSeconds(3), 2);
                passAndRenew(Duration.ofSeconds(3), 2);

                hears(anna, "ben offline");
                hears(carla, "ben offline");
                assertThat(told(anna)).doesNotContain("carla offline");
                passAndRenew(Duration.ofSeconds(3), 2);
                awaitTick(anna);
                assertThat(list(anna)).containsExactly("carla online 1");
            }
        }

        @Test
        void withoutRedisTheOwnPeopleGoOnAndTheOthersComeBackRight() {
            var other = nodes.open();
            try (var anna = Client.with(gateway, "anna");
                    var ben = Client.with(other, "ben");
                    var carla = Client.with(other, "carla")) {
                says(ben, "online");
                hears(anna, "ben online");

                nodes.loseRedis();
                says(anna, "online");
                hears(anna, "anna online");
                assertThat(list(anna)).containsExactly("anna online 1", "ben online 1");
                nodes.clock.pass(Duration.ofSeconds(16));
                hears(anna, "ben offline");
                assertThat(list(anna)).containsExactly("anna online 1");
                says(ben, "away");
                says(carla, "online");

                nodes.bringRedisBack();
                await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> {
                    nodes.clock.pass(Duration.ofMillis(200));
                    assertThat(list(anna)).containsExactly("anna online 1", "ben away 1", "carla online 1");
                    assertThat(list(ben)).containsExactly("anna online 1", "ben away 1", "carla online 1");
                });
                hears(anna, "carla online");
            }
        }

        @Test
        void aNodeWhoseLeaseEndedWritesItsPeopleAnew() {
            try (var anna = Client.with(gateway, "anna")) {
                says(anna, "online");
                await().until(() -> nodes.nodes().size() == 1);
                nodes.template().delete(nodes.nodes());
                nodes.clock.pass(Duration.ofSeconds(2));

                await().until(() -> nodes.nodes().size() == 1);
                try (var ben = Client.with(nodes.open(), "ben")) {
                    await().untilAsserted(() -> assertThat(list(ben)).containsExactly("anna online 1"));
                }
            }
        }

        /** Lets time go on, until so many nodes have said that they live. */
        private void passAndRenew(Duration time, int renewing) {
            var before = nodes.versions();
            nodes.clock.pass(time);
            await().until(() -> {
                var now = nodes.versions();
                return now.entrySet().stream()
                                .filter(node -> !node.getValue().equals(before.get(node.getKey())))
                                .count()
                        >= renewing;
            });
        }
    }

    /** Somebody comes, says that he is there, and loses his network. */
    private static void breakOff(Gateway at, String person) throws InterruptedException {
        var socket = RawWebSocket.open(at.port(), person);
        socket.next(packet -> packet.startsWith("40"));
        socket.send("421[\"presence:update\",{\"status\":\"online\",\"projectId\":\"p-1\",\"screen\":\"tasks\"}]");
        assertThat(socket.next(packet -> packet.startsWith("43"))).isEqualTo("431[{\"ok\":true}]");
        var open = at.sessions();
        socket.close();
        await().until(() -> at.sessions() == open - 1);
    }

    /** All that was due before this has been told after it: she says something new elsewhere and hears it. */
    private void awaitTick(Client anna) {
        var before = toldOf(anna, "p-2").size();
        var next = before % 2 == 0 ? "away" : "online";
        assertThat(update(anna, "p-2", next).path("ok").booleanValue()).isTrue();
        await().pollInterval(Duration.ofMillis(5))
                .until(() -> toldOf(anna, "p-2").size() > before);
    }

    private static void says(Client client, String status) {
        assertThat(update(client, "p-1", status).path("ok").booleanValue()).isTrue();
    }

    private static JsonNode update(Client client, String projectId, String status) {
        return client.askJson(
                "presence:update",
                "{\"status\":\"" + status + "\",\"projectId\":\"" + projectId + "\",\"screen\":\"tasks\"}");
    }

    private static void hears(Client client, String told) {
        await().pollInterval(Duration.ofMillis(5))
                .untilAsserted(() -> assertThat(told(client)).contains(told));
    }

    private static List<String> told(Client client) {
        return toldOf(client, "p-1");
    }

    private static List<String> toldOf(Client client, String projectId) {
        return client.all(CHANGED).stream()
                .filter(told -> told.path("projectId").stringValue("").equals(projectId))
                .map(told -> told.path("userId").stringValue() + " "
                        + told.path("status").stringValue())
                .toList();
    }

    private static List<String> list(Client client) {
        var members = new ArrayList<String>();
        client.askJson("presence:list", "{\"projectId\":\"p-1\"}")
                .path("members")
                .forEach(member -> members.add(member.path("userId").stringValue() + " "
                        + member.path("status").stringValue() + " "
                        + member.path("devices").asLong()));
        return members;
    }
}
