package com.startynk.sync.command.entity;

import static com.startynk.sync.command.entity.Given.ADA;
import static com.startynk.sync.command.entity.Given.BEN;
import static com.startynk.sync.command.entity.Given.LATER;
import static com.startynk.sync.command.entity.Given.MARA;
import static com.startynk.sync.command.entity.Given.NOON;
import static com.startynk.sync.command.entity.Given.SLAB;
import static com.startynk.sync.command.entity.Given.applied;
import static com.startynk.sync.command.entity.Given.by;
import static com.startynk.sync.command.entity.Given.conflict;
import static com.startynk.sync.command.entity.Given.decision;
import static com.startynk.sync.command.entity.Given.edit;
import static com.startynk.sync.command.entity.Given.fact;
import static com.startynk.sync.command.entity.Given.group;
import static com.startynk.sync.command.entity.Given.uuid;
import static com.startynk.sync.events.entity.ConflictResolution.CLIENT;
import static com.startynk.sync.events.entity.ConflictResolution.CUSTOM;
import static com.startynk.sync.events.entity.ConflictResolution.PENDING;
import static com.startynk.sync.events.entity.ConflictResolution.SERVER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.axonframework.test.matchers.Matchers.matches;

import com.startynk.sync.events.entity.ConflictDetected;
import com.startynk.sync.events.entity.ConflictResolution;
import com.startynk.sync.events.entity.ConflictResolved;
import com.startynk.sync.events.entity.DetectedConflict.ContestedField;
import com.startynk.sync.events.entity.EntityChanged;
import com.startynk.sync.events.entity.EntityCreated;
import com.startynk.sync.events.entity.EntityDeleted;
import com.startynk.sync.events.entity.MutationFact;
import com.startynk.sync.events.entity.MutationId;
import com.startynk.sync.events.entity.MutationOutcome;
import com.startynk.sync.protocol.ErrorCode;
import com.startynk.sync.protocol.Projects;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.axonframework.test.aggregate.FixtureConfiguration;
import org.axonframework.test.aggregate.ResultValidator;
import org.axonframework.test.aggregate.TestExecutor;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** People decide what waits for them. In each story Ada has made and changed an entity, and Ben's late edit waits. */
class ResolvingTest {

    private final FixtureConfiguration<SyncedEntity> fixture = EntityStory.decidedBy(Given.CATALOG);

    @Nested
    class WholeEntities {

        @Test
        void storesWhatTheClientWanted() {
            waiting().when(decide(CLIENT)).expectEvents(resolved(CLIENT, 3, false, Map.of("a", "c")));
        }

        @Test
        void changesNothingForTheServerAndIsOnRecord() {
            waiting().when(decide(SERVER)).expectEvents(resolved(SERVER, 2, false, Map.of()));
        }

        @Test
        void laysWhatThePersonWantsOverTheState() {
            waiting()
                    .when(decide(CUSTOM, Map.of("a", "x", "b", "y", "name", "n")))
                    .expectEvents(resolved(CUSTOM, 3, false, Map.of("a", "x", "b", "y")));
        }

        @Test
        void makesNoVersionWhereTheClientsValueIsThereAlready() {
            waiting(by(ADA, change("m-4", 3, Map.of("a", "c"))))
                    .when(decide(CLIENT))
                    .expectEvents(resolved(CLIENT, 3, false, Map.of()));
        }

        @Test
        void clearsAFieldThatTheClientCleared() {
            var cleared = new HashMap<String, Object>();
            cleared.put("a", null);
            given("manualresolve", by(ADA, change("m-2", 2, Map.of("a", "s"))), by(BEN, met(2, "a", null, "s")))
                    .when(decide(CLIENT))
                    .expectEvents(resolved(CLIENT, 3, false, cleared));
        }

        @Test
        void keepsAllThatALateEditWantedWhereNothingOfItWasStored() {
            given("manualresolve", by(ADA, change("m-2", 2, Map.of("a", "s"))))
                    .when(group(edit("m-3", BEN).of("manualresolve").setting(Map.of("b", "c"))))
                    .expectEvents(met(2, "b", "c", null));
        }
    }

    @Nested
    class Deletions {

        @Test
        void deletesForAClientThatWantedToDelete() {
            given("manualresolve", by(ADA, change("m-2", 2, Map.of("a", "s"))), by(BEN, deletion(2)))
                    .when(decide(CLIENT))
                    .expectEvents(resolved(CLIENT, 3, true, Map.of()));
        }

        @Test
        void tellsADeletionFromAnEditThatOnlyClears() {
            given("manualresolve", by(ADA, change("m-2", 2, Map.of("a", "s"))))
                    .when(group(edit("m-3", BEN).of("manualresolve").deleting()))
                    .expectEvents(deletion(2));
        }

        @Test
        void deletesNothingTwice() {
            given(
                            "manualresolve",
                            by(ADA, change("m-2", 2, Map.of("a", "s"))),
                            by(BEN, deletion(2)),
                            by(ADA, new EntityDeleted(SLAB, applied("m-4"), 3)))
                    .when(decide(CLIENT))
                    .expectEvents(resolved(CLIENT, 3, true, Map.of()));
        }

        @Test
        void bringsBackWhatAClientHasEditedSince() {
            given("manualresolve", by(ADA, new EntityDeleted(SLAB, applied("m-2"), 2)), by(BEN, met(2, "a", "c", null)))
                    .when(decide(CLIENT))
                    .expectEvents(resolved(CLIENT, 3, false, Map.of("a", "c")));
        }

        @Test
        void leavesItDeletedForTheServer() {
            waiting(by(ADA, new EntityDeleted(SLAB, applied("m-4"), 3)))
                    .when(decide(SERVER))
                    .expectEvents(resolved(SERVER, 3, true, Map.of()));
        }

        @Test
        void bringsItBackAsThePersonWantsIt() {
            waiting(by(ADA, new EntityDeleted(SLAB, applied("m-4"), 3)))
                    .when(decide(CUSTOM, Map.of("b", "y")))
                    .expectEvents(resolved(CUSTOM, 4, false, Map.of("b", "y")));
        }
    }

    @Nested
    class SingleFields {

        @Test
        void storesOnlyTheFieldThatWaits() {
            given(
                            "manualfield",
                            by(ADA, change("m-2", 2, Map.of("a", "s", "n", 9L))),
                            by(
                                    BEN,
                                    new EntityChanged(
                                            SLAB,
                                            conflicted("m-3"),
                                            3,
                                            Map.of("b", "new"),
                                            conflict(
                                                    "m-3",
                                                    "MERGE",
                                                    PENDING,
                                                    new ContestedField("a", null, "c", "s", "s"),
                                                    new ContestedField("n", null, 5L, 9L, 9L)))))
                    .when(group(decision("manualfield", "m-3", CLIENT, MARA, Map.of())))
                    .expectEvents(resolved(CLIENT, 4, false, Map.of("a", "c")));
        }
    }

    @Nested
    class Once {

        @Test
        void refusesASecondDecision() {
            refuses(
                    ErrorCode.ALREADY_RESOLVED,
                    waiting(by(MARA, resolved(SERVER, 2, false, Map.of()))).when(decide(CLIENT)));
        }

        @Test
        void refusesWhatARuleHasDecided() {
            refuses(
                    ErrorCode.ALREADY_RESOLVED,
                    given("manualresolve", by(ADA, change("m-2", 2, Map.of("a", "s"))))
                            .when(decide(CLIENT)));
        }

        @Test
        void letsOneOfManyInAGroupWin() {
            var decision = decision("manualresolve", "m-3", CUSTOM, MARA, Map.of("a", "x"));
            waiting()
                    .when(group(decision, decision, decision))
                    .expectResultMessagePayloadMatching(matches(payload -> {
                        assertThat((List<?>) payload)
                                .extracting(answer -> ((Outcome) answer).error())
                                .containsExactly(null, ErrorCode.ALREADY_RESOLVED, ErrorCode.ALREADY_RESOLVED);
                        return true;
                    }))
                    .expectEvents(resolved(CUSTOM, 3, false, Map.of("a", "x")));
        }

        @Test
        void findsWhatHasWaitedTooLongInTheEventStore() {
            manyWaiting()
                    .when(group(decision("manualresolve", "late 0", CLIENT, MARA, Map.of())))
                    .expectEvents(resolvedOf("late 0", CLIENT, 3, false, Map.of("a", "wish 0")));
        }

        @Test
        void refusesASecondDecisionOfWhatHadBeenForgottenToo() {
            refuses(
                    ErrorCode.ALREADY_RESOLVED,
                    manyWaiting(by(MARA, resolvedOf("late 0", CLIENT, 3, false, Map.of("a", "wish 0"))))
                            .when(group(decision("manualresolve", "late 0", SERVER, MARA, Map.of()))));
        }
    }

    @Nested
    class Afterwards {

        /** The edit was accepted after all, and a device's own edits never contest its next one. */
        @Test
        void takesTheNextEditOfTheAuthorForWhomItWasDecided() {
            waiting(by(MARA, resolved(CLIENT, 3, false, Map.of("a", "c"))))
                    .when(group(edit("m-5", BEN).of("manualresolve").on(2).setting(Map.of("a", "c2"))))
                    .expectEvents(change("m-5", 4, Map.of("a", "c2")));
        }

        @Test
        void contestsTheNextEditOfTheAuthorAgainstAnotherDecision() {
            waiting(by(MARA, resolved(CUSTOM, 3, false, Map.of("a", "x"))))
                    .when(group(edit("m-5", BEN).of("manualresolve").on(2).setting(Map.of("a", "c2"))))
                    .expectEvents(new ConflictDetected(
                            SLAB,
                            conflicted("m-5"),
                            3,
                            conflict("m-5", "MANUAL_RESOLVE", PENDING, new ContestedField("a", "s", "c2", "x", "x")),
                            false));
        }

        @Test
        void contestsTheEditsOfOthersAgainstTheDecision() {
            waiting(by(MARA, resolved(CLIENT, 3, false, Map.of("a", "c"))))
                    .when(group(edit("m-5", ADA).of("manualresolve").on(2).setting(Map.of("a", "s2"))))
                    .expectEvents(new ConflictDetected(
                            SLAB,
                            conflicted("m-5"),
                            3,
                            conflict("m-5", "MANUAL_RESOLVE", PENDING, new ContestedField("a", "s", "s2", "c", "c")),
                            false));
        }
    }

    @Test
    void isForManagersAndAdminsOnly() {
        refuses(ErrorCode.FORBIDDEN, waiting().when(group(decision("manualresolve", "m-3", CLIENT, BEN, Map.of()))));
    }

    /** Ada's change and Ben's, of which nothing was stored, at version 2. */
    private TestExecutor<SyncedEntity> waiting(Object... later) {
        var events = new ArrayList<Object>(List.of(
                by(ADA, change("m-2", 2, Map.of("a", "s"))), by(BEN, met(2, "a", "c", "s"))));
        Collections.addAll(events, later);
        return given("manualresolve", events.toArray());
    }

    /** One more than the entity remembers. */
    private TestExecutor<SyncedEntity> manyWaiting(Object... later) {
        var events = new ArrayList<Object>(List.of(by(ADA, change("m-2", 2, Map.of("a", "s")))));
        for (var n = 0; n <= PendingConflicts.REMEMBERED; n++) {
            events.add(by(BEN, metBy("late " + n, 2, "a", "wish " + n, "s")));
        }
        Collections.addAll(events, later);
        return given("manualresolve", events.toArray());
    }

    private TestExecutor<SyncedEntity> given(String type, Object... later) {
        var events = new ArrayList<Object>();
        events.add(by(ADA, new EntityCreated(SLAB, applied("m-1"), type, Projects.ORG, Map.of("name", "n"))));
        Collections.addAll(events, later);
        return fixture.given(events);
    }

    private static void refuses(ErrorCode error, ResultValidator<SyncedEntity> result) {
        result.expectResultMessagePayloadMatching(matches(payload -> {
                    assertThat(((Outcome) ((List<?>) payload).get(0)).error()).isEqualTo(error);
                    return true;
                }))
                .expectNoEvents();
    }

    private static ApplyMutations decide(ConflictResolution resolution) {
        return decide(resolution, Map.of());
    }

    private static ApplyMutations decide(ConflictResolution resolution, Map<String, Object> fields) {
        return group(decision("manualresolve", "m-3", resolution, MARA, fields));
    }

    private static ConflictResolved resolved(
            ConflictResolution resolution, long version, boolean deleted, Map<String, Object> fields) {
        return resolvedOf("m-3", resolution, version, deleted, fields);
    }

    private static ConflictResolved resolvedOf(
            String mutation, ConflictResolution resolution, long version, boolean deleted, Map<String, Object> fields) {
        return new ConflictResolved(
                SLAB,
                new MutationFact(
                        new MutationId(uuid("decision " + mutation)), "decision", MutationOutcome.APPLIED, null, LATER),
                version,
                uuid("conflict " + mutation),
                resolution,
                deleted,
                fields);
    }

    private static EntityChanged change(String mutation, long version, Map<String, Object> fields) {
        return new EntityChanged(SLAB, applied(mutation), version, fields, null);
    }

    private static ConflictDetected met(long version, String field, Object client, Object server) {
        return metBy("m-3", version, field, client, server);
    }

    private static ConflictDetected metBy(String mutation, long version, String field, Object client, Object server) {
        return new ConflictDetected(
                SLAB,
                conflicted(mutation),
                version,
                conflict(mutation, "MANUAL_RESOLVE", PENDING, new ContestedField(field, null, client, server, server)),
                false);
    }

    private static ConflictDetected deletion(long version) {
        return new ConflictDetected(
                SLAB,
                conflicted("m-3"),
                version,
                conflict("m-3", "MANUAL_RESOLVE", PENDING, new ContestedField("a", null, null, "s", "s")),
                true);
    }

    private static MutationFact conflicted(String mutation) {
        return fact(mutation, MutationOutcome.CONFLICT, NOON);
    }
}
