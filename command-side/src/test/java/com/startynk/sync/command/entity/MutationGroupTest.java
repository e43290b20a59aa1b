package com.startynk.sync.command.entity;

import static com.startynk.sync.command.entity.Given.ADA;
import static com.startynk.sync.command.entity.Given.BEN;
import static com.startynk.sync.command.entity.Given.SLAB;
import static com.startynk.sync.command.entity.Given.edit;
import static com.startynk.sync.command.entity.Given.group;
import static com.startynk.sync.command.entity.TwoSites.BOSS;
import static com.startynk.sync.command.entity.TwoSites.SITE;
import static com.startynk.sync.command.entity.TwoSites.WALL;
import static com.startynk.sync.command.entity.TwoSites.configure;
import static com.startynk.sync.command.entity.TwoSites.send;
import static com.startynk.sync.command.entity.TwoSites.site;
import static com.startynk.sync.command.entity.TwoSites.task;
import static org.assertj.core.api.Assertions.assertThat;

import com.startynk.sync.events.entity.EntityId;
import com.startynk.sync.protocol.ErrorCode;
import com.startynk.sync.protocol.push.SyncStatus;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.axonframework.eventsourcing.eventstore.inmemory.InMemoryEventStorageEngine;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Groups as one unit of work decides them, with projects and their members. */
class MutationGroupTest {

    private final TwoSites sites = new TwoSites();

    @AfterEach
    void stopAxon() {
        sites.close();
    }

    @Test
    void storesAWholeGroupInOneAppend() {
        var outcomes = sites.decide(
                task("m-1", ADA, SLAB, "Pour slab"),
                task("m-2", ADA, WALL, "Build wall"),
                edit("m-3", ADA).in(null).setting(Map.of("progress", 5L)));

        assertThat(outcomes).extracting(Outcome::status).containsOnly(SyncStatus.APPLIED);
        assertThat(outcomes).extracting(Outcome::version).containsExactly(1L, 1L, 2L);
        assertThat(sites.appends()).hasValue(1);
    }

    @Test
    void letsARefusalStandBesideWhatIsStored() {
        var outcomes = sites.decide(
                task("m-1", ADA, SLAB, "Pour slab"),
                edit("m-2", ADA).in(null).on(9).setting(Map.of("progress", 5L)),
                edit("m-3", ADA).in(null).setting(Map.of("progress", 6L)));

        assertThat(outcomes).extracting(Outcome::error).containsExactly(null, ErrorCode.INVALID_BASE_VERSION, null);
        assertThat(outcomes.get(2).version()).isEqualTo(2);
    }

    @Test
    void keepsOnlyTheFieldsThatHaveAValueAtCreation() {
        var fields = new LinkedHashMap<String, Object>();
        fields.put("title", "Pour slab");
        fields.put("notes", null);

        var outcome = sites.decide(edit("m-1", ADA).in(SITE.toString()).creating(fields))
                .get(0);

        assertThat(outcome.data()).isEqualTo(Map.of("title", "Pour slab"));
    }

    @Test
    void answersInPartWhenAnEditNeedsAPastThatIsStillInTheMaking() {
        sites.decide(task("m-1", ADA, SLAB, "Pour slab"));
        for (var n = 0; n < EntityHistory.VERSIONS_REMEMBERED + 5; n++) {
            sites.decide(edit("step-" + n, ADA).in(null).on(n + 1).setting(Map.of("progress", (long) n)));
        }

        var outcomes = sites.decide(
                edit("now", ADA).in(null).on(2).setting(Map.of("dueOn", "2026-12-01")),
                edit("late", BEN).in(null).on(1).setting(Map.of("description", "late")));

        assertThat(outcomes).hasSize(1);
        assertThat(sites.decide(edit("late", BEN).in(null).on(1).setting(Map.of("description", "late"))))
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
}
