package com.startynk.sync.command.entity;

import static com.startynk.sync.command.entity.Given.ADA;
import static com.startynk.sync.command.entity.Given.BEN;
import static com.startynk.sync.command.entity.Given.NOON;
import static com.startynk.sync.command.entity.Given.SLAB;
import static com.startynk.sync.command.entity.Given.applied;
import static com.startynk.sync.command.entity.Given.by;
import static com.startynk.sync.command.entity.Given.conflict;
import static com.startynk.sync.command.entity.Given.edit;
import static com.startynk.sync.command.entity.Given.fact;
import static com.startynk.sync.command.entity.Given.group;
import static com.startynk.sync.command.entity.Given.merged;
import static org.assertj.core.api.Assertions.assertThat;

import com.startynk.sync.command.parking.NothingParked;
import com.startynk.sync.command.parking.ParkedMutation;
import com.startynk.sync.command.parking.Parkings;
import com.startynk.sync.events.entity.ConflictDetected;
import com.startynk.sync.events.entity.ConflictResolution;
import com.startynk.sync.events.entity.DetectedConflict;
import com.startynk.sync.events.entity.DetectedConflict.ContestedField;
import com.startynk.sync.events.entity.EntityChanged;
import com.startynk.sync.events.entity.EntityCreated;
import com.startynk.sync.events.entity.EntityDeleted;
import com.startynk.sync.events.entity.EntityRevived;
import com.startynk.sync.events.entity.MutationAcknowledged;
import com.startynk.sync.events.entity.MutationOutcome;
import com.startynk.sync.platform.axon.ManyStreams;
import com.startynk.sync.protocol.ErrorCode;
import com.startynk.sync.protocol.Projects;
import com.startynk.sync.protocol.push.SyncStatus;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.axonframework.common.caching.NoCache;
import org.axonframework.test.aggregate.AggregateTestFixture;
import org.axonframework.test.aggregate.FixtureConfiguration;
import org.axonframework.test.aggregate.ResultValidator;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class SyncedEntityTest {

    private final FixtureConfiguration<SyncedEntity> fixture = new AggregateTestFixture<>(SyncedEntity.class);

    private final FixtureConfiguration<ParkedMutation> parkedMutations =
            new AggregateTestFixture<>(ParkedMutation.class);

    @BeforeEach
    void handleGroups() {
        var store = fixture.getEventStore();
        fixture.registerAnnotatedCommandHandler(new MutationGroupHandler(
                Given.CATALOG,
                new Entities(fixture.getRepository(), new EntityDirectory(store, ManyStreams.NONE)),
                new ColdEntities(NoCache.INSTANCE, ManyStreams.NONE),
                new EntityPasts(store),
                new Parkings(
                        parkedMutations.getRepository(), parkedMutations.getEventStore(), new NothingParked(), 100),
                ids -> Map.of()));
    }

    @Nested
    class Creating {

        @Test
        void refusesAnIdThatIsTaken() {
            refuses(
                    ErrorCode.ALREADY_EXISTS,
                    pouring().when(group(edit("m-2", BEN).creating(Map.of("title", "x")))));
        }

        @Test
        void refusesAnIdThatADeletedEntityHad() {
            refuses(
                    ErrorCode.ALREADY_EXISTS,
                    pouring(by(ADA, new EntityDeleted(SLAB, applied("m-2"), 2)))
                            .when(group(edit("m-3", BEN).creating(Map.of("title", "x")))));
        }
    }

    @Nested
    class SendingAgain {

        @Test
        void answersTheFirstOutcomeWithTheStateOfThatTime() {
            answers(
                            pouring(by(BEN, change("m-2", 2, Map.of("title", "Later"))))
                                    .when(group(edit("m-1", ADA).creating(Map.of("title", "Pour slab")))),
                            answer -> {
                                assertThat(answer.status()).isEqualTo(SyncStatus.APPLIED);
                                assertThat(answer.duplicate()).isTrue();
                                assertThat(answer.version()).isEqualTo(1);
                                assertThat(answer.data()).isEqualTo(Map.of("title", "Pour slab"));
                            })
                    .expectNoEvents();
        }

        @Test
        void answersTwiceInOneGroupAndStoresOnce() {
            var edit = edit("m-2", ADA).setting(Map.of("title", "Twice"));
            pouring()
                    .when(group(edit, edit))
                    .expectResultMessagePayloadMatching(org.axonframework.test.matchers.Matchers.matches(payload ->
                            ((List<?>) payload).equals(List.of(stored(2, false, "Twice"), stored(2, true, "Twice")))))
                    .expectEvents(change("m-2", 2, Map.of("title", "Twice")));
        }

        @Test
        void refusesAUsedIdWithOtherContent() {
            refuses(
                    ErrorCode.MUTATION_ID_REUSED,
                    pouring(by(ADA, change("m-2", 2, Map.of("title", "b"))))
                            .when(group(edit("m-2", ADA)
                                    .setting(Map.of("title", "c"))
                                    .withContent("other"))));
        }

        @Test
        void stillChangesNothingWhenItChangedNothingTheFirstTime() {
            answers(
                            pouring(
                                            by(ADA, new MutationAcknowledged(SLAB, applied("m-2"), 1)),
                                            by(BEN, change("m-3", 2, Map.of("title", "Later"))))
                                    .when(group(edit("m-2", ADA).setting(Map.of("title", "Pour slab")))),
                            answer -> {
                                assertThat(answer.duplicate()).isTrue();
                                assertThat(answer.version()).isEqualTo(1);
                            })
                    .expectNoEvents();
        }
    }

    @Nested
    class EditingTheNewestVersion {

        @Test
        void storesWhatChanges() {
            pouring()
                    .when(group(edit("m-2", BEN).setting(Map.of("title", "Pour slab", "progress", 5L))))
                    .expectEvents(change("m-2", 2, Map.of("progress", 5L)));
        }

        @Test
        void makesNoVersionWhenNothingChanges() {
            answers(pouring().when(group(edit("m-2", BEN).setting(Map.of("title", "Pour slab")))), answer -> {
                        assertThat(answer.status()).isEqualTo(SyncStatus.APPLIED);
                        assertThat(answer.version()).isEqualTo(1);
                    })
                    .expectEvents(new MutationAcknowledged(SLAB, applied("m-2"), 1));
        }

        @Test
        void refusesABaseVersionThatDoesNotExistYet() {
            refuses(
                    ErrorCode.INVALID_BASE_VERSION,
                    pouring().when(group(edit("m-2", BEN).on(2))));
        }

        @Test
        void takesADevicesOwnLaterEditsForItsBase() {
            pouring(by(BEN, change("m-2", 2, Map.of("title", "b"))))
                    .when(group(edit("m-3", BEN).setting(Map.of("title", "c"))))
                    .expectEvents(change("m-3", 3, Map.of("title", "c")));
        }
    }

    @Nested
    class EditingLate {

        @Test
        void joinsEditsOfDifferentFields() {
            pouring(by(ADA, change("m-2", 2, Map.of("title", "b"))))
                    .when(group(edit("m-3", BEN).setting(Map.of("progress", 7L))))
                    .expectEvents(new EntityChanged(SLAB, merged("m-3"), 3, Map.of("progress", 7L), null));
        }

        @Test
        void mergesAFieldThatBothSidesChangedByItsRule() {
            pouring(by(ADA, change("m-2", 2, Map.of("assigneeIds", List.of("a", "c")))))
                    .when(group(edit("m-3", BEN).setting(Map.of("assigneeIds", List.of("b", "a")))))
                    .expectEvents(new EntityChanged(
                            SLAB,
                            merged("m-3"),
                            3,
                            Map.of("assigneeIds", List.of("a", "c", "b")),
                            conflict(
                                    "m-3",
                                    "MERGE",
                                    ConflictResolution.MERGED,
                                    new ContestedField(
                                            "assigneeIds",
                                            null,
                                            List.of("b", "a"),
                                            List.of("a", "c"),
                                            List.of("a", "c", "b")))));
        }

        @Test
        void joinsEditsOfOneFieldToTheSameValueWithoutAVersion() {
            answers(
                            pouring(by(ADA, change("m-2", 2, Map.of("title", "b"))))
                                    .when(group(edit("m-3", BEN).setting(Map.of("title", "b")))),
                            answer -> {
                                assertThat(answer.status()).isEqualTo(SyncStatus.MERGED);
                                assertThat(answer.version()).isEqualTo(2);
                                assertThat(answer.conflict()).isNull();
                            })
                    .expectEvents(new MutationAcknowledged(SLAB, merged("m-3"), 2));
        }

        @Test
        void recordsAConflictThatLeavesTheStateAsItWas() {
            pouring(by(ADA, change("m-2", 2, Map.of("progress", 50L))))
                    .when(group(edit("m-3", BEN).setting(Map.of("progress", 30L))))
                    .expectEvents(new ConflictDetected(
                            SLAB,
                            merged("m-3"),
                            2,
                            conflict(
                                    "m-3",
                                    "MERGE",
                                    ConflictResolution.MERGED,
                                    new ContestedField("progress", null, 30L, 50L, 50L)),
                            false));
        }

        @Test
        void keepsAKeyThatOnlyTheServerTouched() {
            pouring(
                            by(ADA, change("m-2", 2, Map.of("checklist", Map.of("a", false)))),
                            by(ADA, change("m-3", 3, Map.of("checklist", Map.of("a", true)))))
                    .when(group(edit("m-4", BEN).on(2).setting(Map.of("checklist", Map.of("a", false, "c", true)))))
                    .expectEvents(new EntityChanged(
                            SLAB,
                            merged("m-4"),
                            4,
                            Map.of("checklist", Map.of("a", true, "c", true)),
                            conflict(
                                    "m-4",
                                    "MERGE",
                                    ConflictResolution.MERGED,
                                    new ContestedField(
                                            "checklist",
                                            Map.of("a", false),
                                            Map.of("a", false, "c", true),
                                            Map.of("a", true),
                                            Map.of("a", true, "c", true)))));
        }

        @Test
        void letsTheLaterEditOfATextWinWhoeverArrivesLast() {
            var earlier = NOON.minusSeconds(60);
            pouring(by(ADA, change("m-2", 2, Map.of("title", "server"))))
                    .when(group(edit("m-3", BEN).at(earlier).setting(Map.of("title", "client"))))
                    .expectEvents(new ConflictDetected(
                            SLAB,
                            fact("m-3", MutationOutcome.MERGED, earlier),
                            2,
                            conflict(
                                    "m-3",
                                    "MERGE",
                                    ConflictResolution.MERGED,
                                    new ContestedField("title", "Pour slab", "client", "server", "server")),
                            false));
        }

        @Test
        void keepsTheServersStateWhereTheServerWins() {
            answers(
                            given("material", by(ADA, change("m-2", 2, Map.of("quantity", 2L))))
                                    .when(group(edit("m-3", BEN).of("material").setting(Map.of("quantity", 3L)))),
                            answer -> {
                                assertThat(answer.status()).isEqualTo(SyncStatus.CONFLICT);
                                assertThat(answer.version()).isEqualTo(2);
                                assertThat(answer.data()).containsEntry("quantity", 2L);
                            })
                    .expectEvents(kept("m-3", "SERVER_WINS", ConflictResolution.SERVER, "quantity", null, 3L, 2L));
        }

        @Test
        void storesTheClientsValuesWhereTheClientWins() {
            given("clientwins", by(ADA, change("m-2", 2, Map.of("a", "s"))))
                    .when(group(edit("m-3", BEN).of("clientwins").setting(Map.of("a", "c"))))
                    .expectEvents(new EntityChanged(
                            SLAB,
                            applied("m-3"),
                            3,
                            Map.of("a", "c"),
                            conflict(
                                    "m-3",
                                    "CLIENT_WINS",
                                    ConflictResolution.CLIENT,
                                    new ContestedField("a", null, "c", "s", "c"))));
        }

        @Test
        void waitsForAPersonWhereOneMustResolve() {
            given("manualresolve", by(ADA, change("m-2", 2, Map.of("a", "s"))))
                    .when(group(edit("m-3", BEN).of("manualresolve").setting(Map.of("a", "c"))))
                    .expectEvents(kept("m-3", "MANUAL_RESOLVE", ConflictResolution.PENDING, "a", null, "c", "s"));
        }

        @Test
        void letsOnlyTheManualFieldWaitAndStoresTheOthers() {
            given("manualfield", by(ADA, change("m-2", 2, Map.of("a", "s", "n", 5L))))
                    .when(group(edit("m-3", BEN).of("manualfield").setting(Map.of("a", "c", "n", 9L, "b", "new"))))
                    .expectResultMessagePayloadMatching(org.axonframework.test.matchers.Matchers.matches(payload -> {
                        var answer = (Outcome) ((List<?>) payload).get(0);
                        return answer.status() == SyncStatus.CONFLICT
                                && answer.version() == 3L
                                && answer.data().equals(Map.of("name", "n", "a", "s", "n", 9L, "b", "new"));
                    }));
        }

        @Test
        void isDecidedFromTheEventStoreWhenItsBaseIsOlderThanWhatIsRemembered() {
            var versions = EntityHistory.VERSIONS_REMEMBERED + 10;
            var events = new java.util.ArrayList<Object>();
            for (var version = 2; version <= versions; version++) {
                events.add(by(ADA, change("m-" + version, version, Map.of("progress", (long) version))));
            }
            answers(
                    pouring(events.toArray())
                            .when(group(edit("late", BEN)
                                    .at(NOON.minusSeconds(1))
                                    .setting(Map.of("title", "mine", "progress", 1L)))),
                    answer -> {
                        assertThat(answer.status()).isEqualTo(SyncStatus.MERGED);
                        assertThat(answer.version()).isEqualTo(versions + 1);
                        assertThat(answer.conflict().fields()).containsExactly("progress");
                        assertThat(answer.data()).isEqualTo(Map.of("title", "mine", "progress", (long) versions));
                    });
        }
    }

    @Nested
    class DeletingAndBringingBack {

        @Test
        void deletesTheNewestVersion() {
            answers(
                            pouring().when(group(edit("m-2", BEN).deleting())),
                            answer -> assertThat(answer.data()).isEmpty())
                    .expectEvents(new EntityDeleted(SLAB, applied("m-2"), 2));
        }

        @Test
        void acceptsASecondDeleteWithoutAVersion() {
            pouring(by(ADA, new EntityDeleted(SLAB, applied("m-2"), 2)))
                    .when(group(edit("m-3", BEN).deleting()))
                    .expectEvents(new MutationAcknowledged(SLAB, applied("m-3"), 2));
        }

        @Test
        void leavesStandingWhatAnotherHasEditedSince() {
            pouring(by(ADA, change("m-2", 2, Map.of("title", "b"))))
                    .when(group(edit("m-3", BEN).deleting()))
                    .expectEvents(keptDespite(
                            true, "m-3", "MERGE", ConflictResolution.SERVER, "title", "Pour slab", null, "b"));
        }

        @Test
        void bringsBackWhatAnotherHasDeletedSince() {
            answers(
                            pouring(by(ADA, new EntityDeleted(SLAB, applied("m-2"), 2)))
                                    .when(group(edit("m-3", BEN).setting(Map.of("progress", 3L)))),
                            answer -> assertThat(answer.data()).isEqualTo(Map.of("title", "Pour slab", "progress", 3L)))
                    .expectEvents(new EntityRevived(
                            SLAB,
                            merged("m-3"),
                            3,
                            Map.of("progress", 3L),
                            conflict(
                                    "m-3",
                                    "MERGE",
                                    ConflictResolution.MERGED,
                                    new ContestedField("progress", null, 3L, null, 3L))));
        }

        @Test
        void leavesStandingWhatAnotherHasEditedSinceThoughTheClientWins() {
            given("clientwins", by(ADA, change("m-2", 2, Map.of("a", "s"))))
                    .when(group(edit("m-3", BEN).of("clientwins").deleting()))
                    .expectEvents(
                            keptDespite(true, "m-3", "CLIENT_WINS", ConflictResolution.SERVER, "a", null, null, "s"));
        }

        @Test
        void bringsBackAsSentWhereTheClientWins() {
            answers(
                    given("clientwins", by(ADA, new EntityDeleted(SLAB, applied("m-2"), 2)))
                            .when(group(edit("m-3", BEN).of("clientwins").setting(Map.of("a", "c")))),
                    answer -> {
                        assertThat(answer.status()).isEqualTo(SyncStatus.APPLIED);
                        assertThat(answer.conflict().resolution()).hasToString("CLIENT");
                        assertThat(answer.data()).isEqualTo(Map.of("name", "n", "a", "c"));
                    });
        }

        @Test
        void staysDeletedWhereTheServerWins() {
            given("material", by(ADA, new EntityDeleted(SLAB, applied("m-2"), 2)))
                    .when(group(edit("m-3", BEN).of("material").setting(Map.of("quantity", 2L))))
                    .expectEvents(kept("m-3", "SERVER_WINS", ConflictResolution.SERVER, "quantity", null, 2L, null));
        }
    }

    private org.axonframework.test.aggregate.TestExecutor<SyncedEntity> pouring(Object... later) {
        return given("task", later);
    }

    /** An entity of this type that Ada has made, and what came after. */
    private org.axonframework.test.aggregate.TestExecutor<SyncedEntity> given(String type, Object... later) {
        var fields = type.equals("task") ? Map.of("title", "Pour slab") : Map.of("name", "n");
        var events = new java.util.ArrayList<Object>();
        events.add(by(ADA, new EntityCreated(SLAB, applied("m-1"), type, Projects.ORG, Map.copyOf(fields))));
        Collections.addAll(events, later);
        return fixture.given(events);
    }

    private static ResultValidator<SyncedEntity> answers(
            ResultValidator<SyncedEntity> result, Consumer<Outcome> check) {
        return result.expectResultMessagePayloadMatching(org.axonframework.test.matchers.Matchers.matches(payload -> {
            check.accept((Outcome) ((List<?>) payload).get(0));
            return true;
        }));
    }

    private static void refuses(ErrorCode error, ResultValidator<SyncedEntity> result) {
        answers(result, answer -> assertThat(answer.error()).isEqualTo(error)).expectNoEvents();
    }

    private static EntityChanged change(String mutation, long version, Map<String, Object> fields) {
        return new EntityChanged(SLAB, applied(mutation), version, fields, (DetectedConflict) null);
    }

    private static ConflictDetected kept(
            String mutation,
            String strategy,
            ConflictResolution resolution,
            String field,
            Object base,
            Object client,
            Object server) {
        return keptDespite(false, mutation, strategy, resolution, field, base, client, server);
    }

    private static ConflictDetected keptDespite(
            boolean deletion,
            String mutation,
            String strategy,
            ConflictResolution resolution,
            String field,
            Object base,
            Object client,
            Object server) {
        return new ConflictDetected(
                SLAB,
                fact(mutation, MutationOutcome.CONFLICT, NOON),
                2,
                conflict(mutation, strategy, resolution, new ContestedField(field, base, client, server, server)),
                deletion);
    }

    private static Outcome stored(long version, boolean duplicate, String title) {
        return new Outcome(SyncStatus.APPLIED, duplicate, SLAB, version, Map.of("title", title), null, null, null);
    }
}
