package com.startynk.sync.query.explain;

import static com.startynk.sync.query.Site.ADMIN;
import static com.startynk.sync.query.Site.caller;
import static com.startynk.sync.query.Site.newUser;
import static org.assertj.core.api.Assertions.assertThat;

import com.startynk.sync.events.entity.ConflictResolution;
import com.startynk.sync.events.entity.DetectedConflict;
import com.startynk.sync.events.entity.EntityId;
import com.startynk.sync.events.entity.MutationId;
import com.startynk.sync.events.parking.MutationParked;
import com.startynk.sync.events.parking.ParkedItem;
import com.startynk.sync.events.parking.ParkedMutationRefused;
import com.startynk.sync.events.parking.ParkingId;
import com.startynk.sync.protocol.Caller;
import com.startynk.sync.query.RunningQuerySide;
import com.startynk.sync.query.Site;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.data.redis.core.StringRedisTemplate;
import tools.jackson.databind.JsonNode;

class ExplainTest {

    private final RunningQuerySide querySide = RunningQuerySide.shared();
    private final Site site = new Site(querySide);
    private final Caller ben = caller(newUser(), "WORKER");
    private final Caller ida = caller(newUser(), "FOREMAN");
    private final String project = site.project(ben.userId(), ida.userId());

    @Test
    void saysThatADeviceHasBeenToldWhatThereIs() {
        var task = site.by(ida).task(project, Map.of("title", "a"));
        pull(ben, "");

        var explained = explain(ben, task);

        assertThat(explained.at("/entity/version").longValue()).isEqualTo(1);
        assertThat(explained.at("/versionThen").longValue()).isEqualTo(1);
        assertThat(explained.at("/pull/told").booleanValue()).isTrue();
        assertThat(explained.at("/pull/userId").stringValue()).isEqualTo(ben.userId());
        assertThat(explained.at("/permission/sees").booleanValue()).isTrue();
        assertThat(explained.at("/mutations")).isEmpty();
        assertThat(sentences(explained)).contains("It has been told version 1").contains("may see it.");
    }

    @Test
    void saysWhatCameAfterItsLastPull() {
        var task = site.by(ida).task(project, Map.of("title", "a"));
        pull(ben, "");
        // The times of events and pulls are told apart by milliseconds.
        var pulledAt = explain(ben, task).at("/pull/at").stringValue();
        do {
            site.change(task, Map.of("title", "b" + site.version(task)));
        } while (explain(ben, task).at("/entity/updatedAt").stringValue().equals(pulledAt));

        var explained = explain(ben, task);

        assertThat(explained.at("/pull/told").booleanValue()).isFalse();
        assertThat(explained.at("/versionThen").longValue())
                .isLessThan(explained.at("/entity/version").longValue());
        assertThat(sentences(explained))
                .contains("That pull did not tell version " + site.version(task))
                .contains("made by " + ida.userId());
    }

    @Test
    void knowsTheLastPullThatToldSomethingHoweverSoonItCame() {
        pull(ben, "");
        var task = site.by(ida).task(project, Map.of("title", "a"));
        pull(ben, "");

        assertThat(explain(ben, task).at("/pull/told").booleanValue()).isTrue();
    }

    @Test
    void knowsTheTimeOfAPullThatAnEarlierReleaseHasNoted() {
        var task = site.by(ida).task(project, Map.of("title", "a"));
        querySide
                .bean(StringRedisTemplate.class)
                .opsForValue()
                .set("device-pull:" + ben.deviceId(), Long.toString(System.currentTimeMillis()));

        var explained = explain(ben, task);

        assertThat(explained.at("/pull/userId").isNull()).isTrue();
        assertThat(explained.at("/versionThen").longValue()).isEqualTo(1);
        assertThat(sentences(explained)).contains("was noted by an earlier release");
    }

    @Test
    void saysWhatOfItWaitsOrHasFailed() {
        var task = site.by(ida).task(project, Map.of("title", "a"));
        var mutation = new MutationId(UUID.randomUUID());
        park(mutation, task);
        assertThat(sentences(explain(ben, task))).contains("is parked and waits for what it refers to.");

        querySide.publish(new GenericDomainEventMessage<>(
                "ParkedMutation",
                "parked:" + mutation,
                1,
                new ParkedMutationRefused(new ParkingId(mutation), "NOT_FOUND", "no such thing", 3)));

        var explained = explain(ben, task);
        assertThat(explained.at("/parked/0/errorCode").stringValue()).isEqualTo("NOT_FOUND");
        assertThat(sentences(explained)).contains("is a dead letter (NOT_FOUND, tried 3 times)");
    }

    private void park(MutationId mutation, String task) {
        querySide.publish(new GenericDomainEventMessage<>(
                "ParkedMutation",
                "parked:" + mutation,
                0,
                new MutationParked(
                        new ParkingId(mutation),
                        new ParkedItem(
                                mutation,
                                "AAAAAAAAAAAAAAAAAAAAAA",
                                "task",
                                "UPDATE",
                                EntityId.of(task),
                                null,
                                project,
                                1,
                                Map.of("title", "b"),
                                Instant.now(),
                                ben.userId(),
                                ben.deviceId(),
                                Set.of("WORKER"),
                                UUID.randomUUID(),
                                Set.of(),
                                Set.of()))));
    }

    @Test
    void saysThatItAskedForSomethingElse() {
        var task = site.by(ida).task(project, Map.of("title", "a"));
        pull(ben, "?entityTypes=project");
        assertThat(explain(ben, task).at("/pull/told").booleanValue()).isFalse();

        var elsewhere = caller(newUser(), "WORKER");
        pull(elsewhere, "?projectIds=" + UUID.randomUUID());
        assertThat(explain(elsewhere, task).at("/pull/told").booleanValue()).isFalse();
    }

    @Test
    void saysWhatBecameOfItsOwnMutations() {
        var task = site.by(ida).task(project, Map.of("title", "a"));
        site.by(ben).change(task, Map.of("title", "b"));
        site.conflict(
                task, new DetectedConflict(UUID.randomUUID(), "SERVER_WINS", ConflictResolution.SERVER, List.of()));
        site.acknowledge(task);

        var explained = explain(ben, task);

        assertThat(explained
                        .at("/mutations")
                        .valueStream()
                        .map(own -> own.path("outcome").stringValue()))
                .containsExactly("MERGED", "CONFLICT", "APPLIED");
        assertThat(explained.at("/mutations/1/conflict").stringValue()).isEqualTo("SERVER");
        assertThat(sentences(explained)).contains("it met a conflict, which ended SERVER by SERVER_WINS.");
    }

    @Test
    void saysThatWhoUsesItMayNotSeeIt() {
        var task = site.by(ida).task(project, Map.of("title", "a"));
        pull(ben, "");
        site.members(project, ida.userId());
        var accountant = caller(newUser(), "PAYROLL");
        pull(accountant, "");

        var explained = explain(ben, task);

        assertThat(explained.at("/permission/member").booleanValue()).isFalse();
        assertThat(explained.at("/permission/sees").booleanValue()).isFalse();
        assertThat(sentences(explained)).contains("is not in the project");
        assertThat(explain(accountant, task).at("/permission/roleMayRead").booleanValue())
                .isFalse();
    }

    @Test
    void saysThatADeviceIsNotKnown() {
        var task = site.task(project, Map.of("title", "a"));

        var explained = explain(caller(newUser(), "WORKER"), task);

        assertThat(explained.path("pull").isNull()).isTrue();
        assertThat(explained.path("permission").isNull()).isTrue();
        assertThat(sentences(explained)).contains("It is not known that the device ever pulled");
    }

    @ParameterizedTest
    @CsvSource({
        "deviceId=d&entityType=task, INVALID_INPUT",
        "entityType=task&entityId=5b1c0000-0000-4000-8000-000000000001, INVALID_INPUT",
        "deviceId=d&entityType=spaceship&entityId=5b1c0000-0000-4000-8000-000000000001, UNKNOWN_ENTITY_TYPE",
        "deviceId=d&entityType=task&entityId=5b1c0000-0000-4000-8000-000000000001, NOT_FOUND",
        "deviceId=d&entityType=task&entityId=nonsense, NOT_FOUND"
    })
    void refusesWhatIsNotThere(String query, String errorCode) {
        assertThat(querySide.get("/api/v1/sync/explain?" + query, ADMIN).errorCode())
                .isEqualTo(errorCode);
    }

    @Test
    void isForAdmins() {
        assertThat(querySide
                        .get("/api/v1/sync/explain", caller(newUser(), Caller.PROJECT_MANAGER))
                        .errorCode())
                .isEqualTo("FORBIDDEN");
    }

    private void pull(Caller device, String query) {
        assertThat(querySide.get("/api/v1/sync/updates" + query, device).status())
                .isEqualTo(200);
    }

    private JsonNode explain(Caller device, String task) {
        return querySide
                .get("/api/v1/sync/explain?deviceId=" + device.deviceId() + "&entityType=task&entityId=" + task, ADMIN)
                .json();
    }

    private static String sentences(JsonNode explained) {
        return explained
                .path("sentences")
                .valueStream()
                .map(JsonNode::stringValue)
                .collect(Collectors.joining("\n"));
    }
}
