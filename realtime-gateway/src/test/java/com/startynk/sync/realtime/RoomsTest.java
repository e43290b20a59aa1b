package com.startynk.sync.realtime;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.startynk.sync.protocol.conflict.Resolution;
import com.startynk.sync.protocol.feed.FeedAnnouncement.ConflictNotice;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

class RoomsTest {

    private Gateway gateway;

    @BeforeEach
    void open() {
        gateway = Gateway.open();
        for (var person : List.of("anna", "ben")) {
            gateway.person(person, "WORKER");
            gateway.feed.member(person, "p-1");
        }
        gateway.person("paula", "PAYROLL");
        gateway.person("mara", "PROJECT_MANAGER");
        gateway.person("zoe", "WORKER");
        gateway.person("root", "ADMIN");
        gateway.feed.member("paula", "p-1");
        gateway.feed.member("mara", "p-1");
        gateway.feed.member("zoe", "p-2");
    }

    @AfterEach
    void close() {
        gateway.close();
    }

    @Test
    void tellsMembersAndNobodyElse() {
        try (var anna = Client.with(gateway, "anna");
                var zoe = Client.with(gateway, "zoe")) {
            var ours = gateway.feed.task("p-1");
            var theirs = gateway.feed.task("p-2");

            anna.hears(ours);
            zoe.hears(theirs);
            var change = anna.all(Client.CHANGED).get(0).path("changes").get(0);
            assertThat(change.path("data").path("title").stringValue()).isEqualTo("Pour slab");
        }
    }

    @Test
    void tellsOfANotificationOnEverySocketOfItsPersonAndNoOther() {
        try (var phone = Client.with(gateway, "anna");
                var tablet = Client.with(gateway, "anna");
                var ben = Client.with(gateway, "ben")) {
            gateway.relay.notified("""
                    {"userId": "anna", "notification": "{\\"id\\":\\"n-1\\",\\"title\\":\\"Storm\\"}"}
                    """.getBytes(UTF_8), (notificationId, deviceId) -> {});

            for (var socket : List.of(phone, tablet)) {
                assertThat(socket.next("notification").path("title").stringValue())
                        .isEqualTo("Storm");
            }
            ben.hears(gateway.feed.task("p-1"));
            assertThat(ben.all("notification")).isEmpty();
        }
    }

    @Test
    void tellsNobodyOfTypesThatTheirRoleMayNotRead() {
        try (var anna = Client.with(gateway, "anna");
                var paula = Client.with(gateway, "paula")) {
            gateway.feed.change("payroll", "p-1", "pay-1", 1);
            var task = gateway.feed.task("p-1");

            paula.hears("pay-1", task);
            anna.hears(task);
        }
    }

    @Test
    void leavesOutFieldsThatTheirRoleMayNotRead() {
        try (var anna = Client.with(gateway, "anna");
                var mara = Client.with(gateway, "mara")) {
            gateway.feed.change("material", "p-1", "rebar", 1, Map.of("name", "Rebar", "price", 7));

            anna.hears("rebar");
            mara.hears("rebar");
            assertThat(data(anna).propertyNames()).containsExactly("name");
            assertThat(data(mara).propertyNames()).containsExactlyInAnyOrder("name", "price");
        }
    }

    private static JsonNode data(Client client) {
        return client.all(Client.CHANGED).get(0).at("/changes/0/data");
    }

    @Test
    void chainsCursorsAcrossProjectsAndPastForeignChanges() {
        gateway.feed.member("anna", "p-3");
        try (var anna = Client.with(gateway, "anna")) {
            var first = gateway.feed.task("p-1");
            gateway.feed.task("p-2");
            var second = gateway.feed.task("p-3");
            gateway.feed.task("p-2");
            var third = gateway.feed.task("p-1");

            anna.hears(first, second, third);
            anna.assertChained();
        }
    }

    @Test
    void tellsAChangeOnceThoughItComesThroughTwoRooms() {
        var task = gateway.feed.task("p-1");
        try (var anna = Client.with(gateway, "anna")) {
            var answer = anna.askJson(
                    "subscribe",
                    "{\"projectIds\":[\"p-1\"],\"entities\":[{\"entityType\":\"task\",\"entityId\":\"" + task
                            + "\"}]}");
            assertThat(answer.path("rooms").toString())
                    .contains("user:anna", "project:p-1", "project:org", "entity:task:" + task);
            gateway.feed.change("task", "p-1", task, 2);
            var other = gateway.feed.task("p-1");

            anna.hears(task, other);
        }
    }

    @Nested
    class Subscribing {

        @Test
        void answersTheCursorThatTheNextMessageCallsThePreviousOne() {
            try (var anna = Client.with(gateway, "anna")) {
                gateway.feed.task("p-2");
                var cursor =
                        anna.askJson("subscribe", "{\"projectIds\":[\"p-1\"]}").path("cursor");
                gateway.feed.task("p-2");
                gateway.feed.task("p-1");

                assertThat(anna.next(Client.CHANGED).path("previousCursor")).isEqualTo(cursor);
            }
        }

        @Test
        void joinsNothingWhereOneIsForeign() {
            var foreign = gateway.feed.task("p-2");
            try (var anna = Client.with(gateway, "anna");
                    var zoe = Client.with(gateway, "zoe")) {
                for (var wanted : List.of(
                        "{\"projectIds\":[\"p-2\"]}",
                        "{\"projectIds\":[\"p-1\",\"p-2\"]}",
                        "{\"projectIds\":[\"no such\"]}",
                        "{\"entities\":[{\"entityType\":\"task\",\"entityId\":\"" + foreign + "\"}]}",
                        "{\"entities\":[{\"entityType\":\"task\",\"entityId\":\"no such\"}]}")) {
                    var answer = anna.askJson("subscribe", wanted);
                    assertThat(answer.path("ok").asBoolean()).isFalse();
                    assertThat(answer.path("errorCode").stringValue()).isEqualTo("FORBIDDEN");
                }
                gateway.feed.change("task", "p-2", foreign, 2);
                var ours = gateway.feed.task("p-1");

                zoe.hears(foreign);
                anna.hears(ours);
            }
        }

        @Test
        void refusesAnEntityOfATypeThatTheRoleMayNotRead() {
            gateway.feed.change("payroll", "p-1", "pay-1", 1);
            try (var anna = Client.with(gateway, "anna")) {
                var answer = anna.askJson(
                        "subscribe", "{\"entities\":[{\"entityType\":\"payroll\",\"entityId\":\"pay-1\"}]}");
                assertThat(answer.path("errorCode").stringValue()).isEqualTo("FORBIDDEN");
            }
        }

        @Test
        void letsAnAdminFollowWhatExists() {
            gateway.feed.task("p-2");
            try (var root = Client.with(gateway, "root")) {
                gateway.feed.change("user", "org", "u-1", 1);
                assertThat(root.askJson("subscribe", "{\"projectIds\":[\"p-9\"]}")
                                .path("errorCode")
                                .stringValue())
                        .isEqualTo("FORBIDDEN");
                assertThat(root.askJson("subscribe", "{\"projectIds\":[\"p-2\",\"org\"]}")
                                .path("ok")
                                .asBoolean())
                        .isTrue();
                var task = gateway.feed.task("p-2");
                gateway.feed.change("user", "org", "u-2", 1);
                root.hears(task, "u-2");
            }
        }
    }

    @Test
    void tellsNoMoreOfAProjectThatTheClientUnsubscribed() {
        try (var anna = Client.with(gateway, "anna");
                var ben = Client.with(gateway, "ben")) {
            assertThat(anna.askJson("unsubscribe", "{\"projectIds\":[\"p-1\"]}").toString())
                    .isEqualTo("{\"ok\":true}");
            var unheard = gateway.feed.task("p-1");
            ben.hears(unheard);
            assertThat(anna.askJson("subscribe", "{\"projectIds\":[\"p-1\"]}")
                            .path("ok")
                            .asBoolean())
                    .isTrue();
            var heard = gateway.feed.task("p-1");

            anna.hears(heard);
        }
    }

    @Nested
    class Membership {

        @Test
        void bringsWhatIsInAProjectToWhoComesIntoIt() {
            var before = gateway.feed.tasks("p-1", 3);
            try (var zoe = Client.with(gateway, "zoe")) {
                gateway.feed.grant("zoe", "p-1");
                await().until(() -> zoe.changed().size() == 3);
                var after = gateway.feed.task("p-1");

                zoe.hears(before.get(0), before.get(1), before.get(2), after);
                zoe.assertChained();
            }
        }

        @Test
        void endsAtOnceAndSaysWhatToDrop() {
            var task = gateway.feed.task("p-1");
            try (var anna = Client.with(gateway, "anna");
                    var ben = Client.with(gateway, "ben")) {
                anna.askJson("subscribe", "{\"entities\":[{\"entityType\":\"task\",\"entityId\":\"" + task + "\"}]}");
                gateway.feed.revoke("anna", "p-1");
                gateway.feed.change("task", "p-1", task, 2);
                var other = gateway.feed.task("p-1");

                ben.hears(task, other);
                await().until(() -> !anna.changed().isEmpty());
                assertThat(anna.all(Client.CHANGED))
                        .flatExtracting(message -> message.path("changes").values())
                        .allMatch(
                                change -> change.path("operation").stringValue().equals("REVOKE"));
                assertThat(anna.askJson("subscribe", "{\"projectIds\":[\"p-1\"]}")
                                .path("errorCode")
                                .stringValue())
                        .isEqualTo("FORBIDDEN");
            }
        }

        @Test
        void isPulledWhereAProjectIsLargerThanASocketIsTold() {
            gateway.feed.tasks("p-1", 1001);
            try (var zoe = Client.with(gateway, "zoe")) {
                gateway.feed.grant("zoe", "p-1");

                assertThat(zoe.next("sync:required").path("reason").stringValue())
                        .isEqualTo("TOO_FAR_BEHIND");
                var task = gateway.feed.task("p-1");
                zoe.hears(task);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"detected", "resolved"})
    void tellsOfAConflictToItsAuthorAndToManagers(String event) {
        var notice = new ConflictNotice(
                event, "c-1", "task", "e-1", "p-1", List.of("status"), Resolution.SERVER, "anna", null);
        try (var anna = Client.with(gateway, "anna");
                var ben = Client.with(gateway, "ben");
                var mara = Client.with(gateway, "mara")) {
            gateway.feed.conflict(notice);
            var task = gateway.feed.task("p-1");

            for (var told : List.of(anna, mara)) {
                assertThat(told.next("conflict:" + event)).isEqualTo(Gateway.JSON.readTree("""
                    {"conflictId": "c-1", "entityType": "task", "entityId": "e-1",
                     "fields": ["status"], "resolution": "SERVER"}\
                    """));
            }
            ben.hears(task);
            assertThat(ben.all("conflict:" + event)).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"detected", "resolved"})
    void tellsAnAuthorWhoHasLeftTheProjectOfNoConflictInIt(String event) {
        var notice = new ConflictNotice(
                event, "c-1", "task", "e-1", "p-1", List.of("status"), Resolution.SERVER, "anna", null);
        gateway.feed.task("p-1");
        gateway.feed.member("anna", "p-2");
        try (var anna = Client.with(gateway, "anna");
                var mara = Client.with(gateway, "mara")) {
            gateway.feed.revoke("anna", "p-1");
            gateway.feed.conflict(notice);
            mara.next("conflict:" + event);
            var task = gateway.feed.task("p-2");

            await().untilAsserted(() -> assertThat(anna.changed()).contains(task));
            assertThat(anna.all("conflict:" + event)).isEmpty();
        }
    }
}
