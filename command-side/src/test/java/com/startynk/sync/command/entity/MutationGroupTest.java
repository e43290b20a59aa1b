package com.startynk.sync.command.entity;

import static com.startynk.sync.command.entity.Given.ADA;
import static com.startynk.sync.command.entity.Given.BEN;
import static com.startynk.sync.command.entity.Given.MARA;
import static com.startynk.sync.command.entity.Given.SLAB;
import static com.startynk.sync.command.entity.Given.edit;
import static com.startynk.sync.command.entity.Given.group;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.startynk.sync.command.parking.NothingParked;
import com.startynk.sync.command.platform.CaffeineAggregateCache;
import com.startynk.sync.events.entity.ConflictResolution;
import com.startynk.sync.events.entity.EntityId;
import com.startynk.sync.events.entity.MutationId;
import com.startynk.sync.platform.axon.ManyStreams;
import com.startynk.sync.protocol.Caller;
import com.startynk.sync.protocol.ErrorCode;
import com.startynk.sync.protocol.push.SyncStatus;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.axonframework.common.transaction.NoTransactionManager;
import org.axonframework.common.transaction.TransactionManager;
import org.axonframework.config.Configuration;
import org.axonframework.config.DefaultConfigurer;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventsourcing.eventstore.inmemory.InMemoryEventStorageEngine;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Groups as one unit of work decides them, with projects and their members. */
class MutationGroupTest {

    private static final EntityId SITE = EntityId.of("7d0e0000-0000-4000-8000-000000000001");
    private static final EntityId OTHER_SITE = EntityId.of("7d0e0000-0000-4000-8000-000000000002");
    private static final EntityId WALL = EntityId.of("5b1c0000-0000-4000-8000-000000000002");
    private static final Caller BOSS = Given.person("boss", "boss-phone", "ADMIN");

    private final AtomicInteger appends = new AtomicInteger();
    private Configuration axon = DefaultConfigurer.defaultConfiguration().buildConfiguration();

    @BeforeEach
    void startAxon() {
        axon = configure(new InMemoryEventStorageEngine() {
            @Override
            public void appendEvents(List<? extends EventMessage<?>> events) {
                appends.incrementAndGet();
                super.appendEvents(events);
            }
        });
        decide(site("make-site", SITE, List.of("ada", "ben")));
        decide(site("make-other", OTHER_SITE, List.of("ada")));
        appends.set(0);
    }

    @AfterEach
    void stopAxon() {
        axon.shutdown();
    }

    @Test
    void storesAWholeGroupInOneAppend() {
        var outcomes = decide(
                task("m-1", ADA, SLAB, "Pour slab"),
                task("m-2", ADA, WALL, "Build wall"),
                edit("m-3", ADA).in(null).setting(Map.of("progress", 5L)));

        assertThat(outcomes).extracting(Outcome::status).containsOnly(SyncStatus.APPLIED);
        assertThat(outcomes).extracting(Outcome::version).containsExactly(1L, 1L, 2L);
        assertThat(appends).hasValue(1);
    }

    @Test
    void letsARefusalStandBesideWhatIsStored() {
        var outcomes = decide(
                task("m-1", ADA, SLAB, "Pour slab"),
                edit("m-2", ADA).in(null).on(9).setting(Map.of("progress", 5L)),
                edit("m-3", ADA).in(null).setting(Map.of("progress", 6L)));

        assertThat(outcomes).extracting(Outcome::error).containsExactly(null, ErrorCode.INVALID_BASE_VERSION, null);
        assertThat(outcomes.get(2).version()).isEqualTo(2);
    }

    @Test
    void readsAllEntitiesOfAGroupAtOnceThatAreNotInMemory() {
        var read = new ArrayList<Collection<String>>();
        var after = configure(storeOfTwoTasks(), 100, noting(read));

        send(
                after,
                firstTry(
                        edit("m-3", ADA).in(null).of(SLAB).setting(Map.of("progress", 5L)),
                        edit("m-4", ADA).in(null).of(WALL).setting(Map.of("progress", 5L)),
                        edit("m-5", ADA).in(null).of(WALL).setting(Map.of("progress", 6L)),
                        task("m-6", ADA, EntityId.of("5b1c0000-0000-4000-8000-000000000003"), "New here")));
        send(
                after,
                firstTry(
                        edit("m-7", ADA).in(null).of(SLAB).setting(Map.of("progress", 7L)),
                        edit("m-8", ADA).in(null).of(WALL).setting(Map.of("progress", 7L))));

        assertThat(read).containsExactly(Set.of(SLAB.toString(), WALL.toString()));
        after.shutdown();
    }

    /** Else what follows would be read again each time that the group ends there. */
    @Test
    void readsNothingBeyondAnIdThatRepeats() {
        var read = new ArrayList<Collection<String>>();
        var after = configure(storeOfTwoTasks(), 100, noting(read));

        var outcomes = send(
                after,
                firstTry(
                        edit("m-3", ADA).in(null).of(SLAB).setting(Map.of("progress", 5L)),
                        edit("m-3", ADA).in(null).of(WALL).setting(Map.of("progress", 6L))));

        assertThat(outcomes).hasSize(1);
        assertThat(read.get(0)).containsExactly(SLAB.toString());
        after.shutdown();
    }

    @Test
    void readsFiftyAtOnceAtMost() {
        var read = new ArrayList<Collection<String>>();
        var after = configure(new InMemoryEventStorageEngine(), 100, noting(read));

        send(
                after,
                firstTry(IntStream.range(0, 120)
                        .mapToObj(n -> edit("m-" + n, ADA)
                                .in(null)
                                .of(new EntityId(Given.uuid("task " + n)))
                                .setting(Map.of("progress", 5L)))
                        .toArray(Given.Edit[]::new)));

        assertThat(read).extracting(Collection::size).containsExactly(50, 50, 20);
        after.shutdown();
    }

    @Test
    void keepsOnlyTheFieldsThatHaveAValueAtCreation() {
        var fields = new LinkedHashMap<String, Object>();
        fields.put("title", "Pour slab");
        fields.put("notes", null);

        var outcome =
                decide(edit("m-1", ADA).in(SITE.toString()).creating(fields)).get(0);

        assertThat(outcome.data()).isEqualTo(Map.of("title", "Pour slab"));
    }

    @Test
    void answersInPartWhenAnEditNeedsAPastThatIsStillInTheMaking() {
        decide(task("m-1", ADA, SLAB, "Pour slab"));
        for (var n = 0; n < EntityHistory.VERSIONS_REMEMBERED + 5; n++) {
            decide(edit("step-" + n, ADA).in(null).on(n + 1).setting(Map.of("progress", (long) n)));
        }

        var outcomes = decide(
                edit("now", ADA).in(null).on(2).setting(Map.of("dueOn", "2026-12-01")),
                edit("late", BEN).in(null).on(1).setting(Map.of("description", "late")));

        assertThat(outcomes).hasSize(1);
        assertThat(decide(edit("late", BEN).in(null).on(1).setting(Map.of("description", "late"))))
                .extracting(Outcome::status)
                .containsExactly(SyncStatus.MERGED);
    }

    @Test
    void decidesTheSameAfterEverythingWasForgottenButTheStore() {
        var engine = new InMemoryEventStorageEngine();
        var first = configure(engine);
        send(first, site("make-site", SITE, List.of("ada", "ben")));
        send(first, task("m-1", ADA, SLAB, "Pour slab"));
        for (var n = 0; n < 30; n++) {
            send(first, edit("step-" + n, ADA).in(null).on(n + 1).setting(Map.of("checklist", Map.of("k" + n, true))));
        }
        first.shutdown();

        var second = configure(engine);
        var again = send(second, edit("step-3", ADA).in(null).on(4).setting(Map.of("checklist", Map.of("k3", true))));
        var late = send(second, edit("late", BEN).in(null).on(3).setting(Map.of("checklist", Map.of("b", true))));
        second.shutdown();

        assertThat(again.get(0).duplicate()).isTrue();
        assertThat(again.get(0).version()).isEqualTo(5);
        assertThat(again.get(0).data()).containsEntry("checklist", Map.of("k3", true));
        assertThat(late.get(0).data()).containsEntry("checklist", Map.of("k29", true, "b", true));
    }

    @Test
    void answersACreationAgainAfterARestartThoughItsAuthorHasLeft() {
        var engine = new InMemoryEventStorageEngine();
        var first = configure(engine);
        var made = task("m-1", BEN, SLAB, "Pour slab");
        send(first, site("make-site", SITE, List.of("ada", "ben")), made);
        send(
                first,
                edit("members", BOSS)
                        .of("project")
                        .of(SITE)
                        .in(SITE.toString())
                        .setting(Map.of("memberIds", List.of("ada"))));
        first.shutdown();

        var second = configure(engine);
        var again = send(second, new ApplyMutations(0, List.of(made.mutation()), false));
        var other = send(
                second, new ApplyMutations(0, List.of(made.withContent("other").mutation()), false));
        second.shutdown();

        assertThat(again).extracting(Outcome::duplicate).containsExactly(true);
        assertThat(other).extracting(Outcome::error).containsExactly(ErrorCode.MUTATION_ID_REUSED);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4})
    void neitherRefusesNorReordersEditsWhoseEntityAnotherLaneMakesWhileTheyLookForIt(int look) {
        var engine = new EngineWithAMomentAfterALook(SLAB, look);
        var racing = configure(engine);
        send(racing, site("make-site", SITE, List.of("ada", "ben")));
        engine.inThatMoment = () -> send(racing, task("m-1", ADA, SLAB, "Pour slab"));

        var edits = Stream.of("m-2", "m-3")
                .map(id ->
                        edit(id, ADA).in(null).setting(Map.of("progress", 5L)).mutation())
                .map(edit -> edit.awaitingAlso(Set.of(SLAB)))
                .toArray(Intent[]::new);
        var outcomes = send(racing, group(edits));
        racing.shutdown();

        assertThat(outcomes)
                .extracting(Outcome::status)
                .isSubsetOf(SyncStatus.QUEUED, SyncStatus.APPLIED)
                .isSorted();
    }

    @Nested
    class WhoMay {

        @Test
        void refusesAStrangerToTheProjectAndStoresNothing() {
            var outcome = decide(
                            edit("m-1", BEN).of(WALL).in(OTHER_SITE.toString()).creating(Map.of("title", "Not mine")))
                    .get(0);

            assertThat(outcome.error()).isEqualTo(ErrorCode.FORBIDDEN);
            assertThat(appends).hasValue(0);
        }

        @Test
        void tellsAnAdminThatAProjectDoesNotExistAndAMemberOfNoneThatItIsForbidden() {
            var nowhere = "7d0e0000-0000-4000-8000-00000000000f";

            assertThat(decide(edit("m-1", BOSS).in(nowhere).creating(Map.of("title", "x")))
                            .get(0)
                            .error())
                    .isEqualTo(ErrorCode.NOT_FOUND);
            assertThat(decide(edit("m-2", ADA).in(nowhere).creating(Map.of("title", "x")))
                            .get(0)
                            .error())
                    .isEqualTo(ErrorCode.FORBIDDEN);
        }

        @Test
        void hidesAnEntityOfAForeignProjectFromWhoDoesNotNameIt() {
            decide(edit("m-1", ADA).of(WALL).in(OTHER_SITE.toString()).creating(Map.of("title", "Wall")));

            var unnamed = decide(edit("m-2", BEN).of(WALL).in(null).setting(Map.of("title", "mine")));
            var named =
                    decide(edit("m-3", BEN).of(WALL).in(OTHER_SITE.toString()).setting(Map.of("title", "mine")));

            assertThat(unnamed.get(0).error()).isEqualTo(ErrorCode.NOT_FOUND);
            assertThat(named.get(0).error()).isEqualTo(ErrorCode.FORBIDDEN);
        }

        @Test
        void refusesToMoveAnEntityToAnotherProject() {
            decide(task("m-1", ADA, SLAB, "Pour slab"));

            var outcome = decide(edit("m-2", ADA).in(OTHER_SITE.toString()).setting(Map.of("title", "moved")));

            assertThat(outcome.get(0).error()).isEqualTo(ErrorCode.INVALID_INPUT);
        }

        @Test
        void obeysAChangeOfMembershipFromTheNextMutationOn() {
            decide(edit("m-1", BOSS)
                    .of("project")
                    .of(SITE)
                    .in(SITE.toString())
                    .setting(Map.of("memberIds", List.of("ada"))));

            assertThat(decide(task("m-2", BEN, SLAB, "Too late")).get(0).error())
                    .isEqualTo(ErrorCode.FORBIDDEN);
        }

        @Test
        void answersAuthorsWhoHaveLostAccessWithoutDataAndStrangersNotAtAll() {
            var made = task("m-1", BEN, SLAB, "Pour slab");
            decide(made);
            decide(edit("m-2", BOSS)
                    .of("project")
                    .of(SITE)
                    .in(SITE.toString())
                    .setting(Map.of("memberIds", List.of("ada"))));

            var again = decide(made).get(0);
            var stranger = decide(task("m-1", Given.person("eve", "eves-phone", "FOREMAN"), SLAB, "Pour slab"));

            assertThat(again.duplicate()).isTrue();
            assertThat(again.data()).isNull();
            assertThat(stranger.get(0).error()).isEqualTo(ErrorCode.FORBIDDEN);
        }

        @Test
        void refusesARoleThatMayNot() {
            var worker = Given.person("ada", "adas-phone", "WORKER");
            decide(task("m-1", ADA, SLAB, "Pour slab"));

            assertThat(decide(edit("m-2", worker).in(null).deleting()).get(0).error())
                    .isEqualTo(ErrorCode.FORBIDDEN);
        }
    }

    @Nested
    class WhoDecidesConflicts {

        @BeforeEach
        void meetOne() {
            MutationGroupTest.this.decide(
                    door("made", ADA).creating(Map.of("name", "Door")),
                    door("first", ADA).setting(Map.of("a", "s")),
                    door("late", BEN).setting(Map.of("a", "c")));
            appends.set(0);
        }

        @Test
        void letsAManagerOfTheProjectDecideAndAnAdmin() {
            MutationGroupTest.this.decide(edit("members", BOSS)
                    .of("project")
                    .of(SITE)
                    .in(SITE.toString())
                    .setting(Map.of("memberIds", List.of("ada", "ben", "mara"))));

            assertThat(decide(decision("late", MARA)).error()).isNull();
            assertThat(decide(decision("late", BOSS)).error()).isEqualTo(ErrorCode.ALREADY_RESOLVED);
        }

        @Test
        void showsAManagerOfOtherProjectsNothing() {
            assertThat(decide(decision("late", MARA)).error()).isEqualTo(ErrorCode.NOT_FOUND);
            assertThat(appends).hasValue(0);
        }

        @Test
        void refusesMembersWhoDoNotManage() {
            assertThat(decide(decision("late", ADA)).error()).isEqualTo(ErrorCode.FORBIDDEN);
            assertThat(decide(decision("late", BEN)).error()).isEqualTo(ErrorCode.FORBIDDEN);
            assertThat(decide(decision("late", BOSS)).error()).isNull();
        }

        @Test
        void knowsNoConflictOfAnEntityThatIsNotThere() {
            var elsewhere = Given.decision("manualresolve", "late", ConflictResolution.CLIENT, BOSS, Map.of());
            var outcome = send(axon, group(elsewhere)).get(0);

            assertThat(outcome.error()).isEqualTo(ErrorCode.NOT_FOUND);
        }

        @Test
        void answersInPartWhenADecisionNeedsAPastThatIsStillInTheMaking() {
            for (var n = 0; n <= PendingConflicts.REMEMBERED; n++) {
                MutationGroupTest.this.decide(door("more " + n, BEN).setting(Map.of("a", "c" + n)));
            }

            var group = List.<Intent>of(
                    door("now", ADA).on(2).setting(Map.of("b", "y")).mutation(), decision("late", BOSS));

            assertThat(send(axon, new ApplyMutations(0, group, false))).hasSize(1);
            assertThat(decide(decision("late", BOSS)))
                    .satisfies(decided -> assertThat(decided.error()).isNull())
                    .satisfies(decided -> assertThat(decided.version()).isEqualTo(4));
        }

        @Test
        void decidesTheSameFromASnapshot() {
            var engine = new InMemoryEventStorageEngine();
            var first = configure(engine, 3);
            send(first, site("make-site", SITE, List.of("ada", "ben")));
            send(first, door("made", ADA).creating(Map.of("name", "Door")));
            send(first, door("first", ADA).setting(Map.of("a", "s")));
            send(first, door("late", BEN).setting(Map.of("a", "c")));
            await().until(() -> engine.readSnapshot(WALL.toString()).isPresent());
            first.shutdown();

            var second = configure(engine, 3);
            var decided = send(second, group(decision("late", BOSS)));
            second.shutdown();

            assertThat(decided.get(0).error()).isNull();
            assertThat(decided.get(0).version()).isEqualTo(3);
        }

        private Outcome decide(Decision decision) {
            return send(axon, group(decision)).get(0);
        }

        private static Decision decision(String mutation, Caller by) {
            return new Decision(
                    new MutationId(Given.uuid("decision " + mutation)),
                    "decision",
                    Given.uuid("conflict " + mutation),
                    ConflictResolution.CLIENT,
                    "manualresolve",
                    WALL,
                    SITE.toString(),
                    Map.of(),
                    Given.LATER,
                    by);
        }

        private static Given.Edit door(String mutation, Caller by) {
            return edit(mutation, by).of("manualresolve").of(WALL).in(SITE.toString());
        }
    }

    private List<Outcome> decide(Given.Edit... edits) {
        return send(axon, edits);
    }

    private static List<Outcome> send(Configuration axon, Given.Edit... edits) {
        return send(axon, group(edits));
    }

    private static List<Outcome> send(Configuration axon, ApplyMutations group) {
        List<Outcome> outcomes = axon.commandGateway().sendAndWait(group);
        return new ArrayList<>(outcomes);
    }

    private static ApplyMutations firstTry(Given.Edit... edits) {
        return new ApplyMutations(0, group(edits).intents(), false);
    }

    private static Given.Edit site(String mutation, EntityId id, List<String> members) {
        return edit(mutation, BOSS)
                .of("project")
                .of(id)
                .in(id.toString())
                .creating(Map.of("name", "Site", "memberIds", members));
    }

    private static Given.Edit task(String mutation, Caller by, EntityId id, String title) {
        return edit(mutation, by).of(id).in(SITE.toString()).creating(Map.of("title", title));
    }

    /** Lets something happen once a look has found nothing under an id, before the one who looked hears of it. */
    private static final class EngineWithAMomentAfterALook extends InMemoryEventStorageEngine {

        private final String id;
        private int looks;
        private @Nullable Runnable inThatMoment;

        EngineWithAMomentAfterALook(EntityId id, int looks) {
            this.id = id.toString();
            this.looks = looks;
        }

        @Override
        public Optional<Long> lastSequenceNumberFor(String aggregate) {
            var found = super.lastSequenceNumberFor(aggregate);
            var moment = inThatMoment;
            if (moment != null && aggregate.equals(id) && --looks == 0) {
                inThatMoment = null;
                CompletableFuture.runAsync(moment).join();
            }
            return found;
        }
    }

    private static Configuration configure(InMemoryEventStorageEngine engine) {
        return configure(engine, 100);
    }

    /** Written by a process that is gone. */
    private static InMemoryEventStorageEngine storeOfTwoTasks() {
        var engine = new InMemoryEventStorageEngine();
        var before = configure(engine);
        send(before, site("make-site", SITE, List.of("ada")));
        send(before, task("m-1", ADA, SLAB, "Pour slab"));
        send(before, task("m-2", ADA, WALL, "Build wall"));
        before.shutdown();
        return engine;
    }

    /** Notes which streams were wanted at once, and leaves them to be read one by one. */
    private static ManyStreams noting(List<Collection<String>> wanted) {
        return new ManyStreams() {
            @Override
            public void readAhead(Collection<String> streams) {
                wanted.add(Set.copyOf(streams));
            }

            @Override
            public List<DomainEventMessage<?>> beginningsOf(Collection<String> streams) {
                return List.of();
            }
        };
    }

    private static Configuration configure(InMemoryEventStorageEngine engine, int snapshotAfter) {
        return configure(engine, snapshotAfter, ManyStreams.NONE);
    }

    private static Configuration configure(InMemoryEventStorageEngine engine, int snapshotAfter, ManyStreams streams) {
        var configurer = DefaultConfigurer.defaultConfiguration()
                .registerComponent(TransactionManager.class, axon -> NoTransactionManager.INSTANCE)
                .configureEmbeddedEventStore(axon -> engine);
        new EntityModule(
                        Given.CATALOG,
                        new EntitySettings(1000, snapshotAfter, Duration.ofSeconds(5), 100),
                        new CaffeineAggregateCache(1000),
                        ids -> Map.of(),
                        new NothingParked(),
                        streams)
                .configureModule(configurer);
        return configurer.start();
    }
}
