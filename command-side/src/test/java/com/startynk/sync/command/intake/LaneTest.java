package com.startynk.sync.command.intake;

import static org.assertj.core.api.Assertions.assertThat;

import com.startynk.sync.command.entity.ApplyMutations;
import com.startynk.sync.command.entity.Intent;
import com.startynk.sync.command.entity.Mutation;
import com.startynk.sync.command.entity.Operation;
import com.startynk.sync.command.entity.Outcome;
import com.startynk.sync.events.entity.EntityId;
import com.startynk.sync.events.entity.MutationId;
import com.startynk.sync.protocol.Caller;
import com.startynk.sync.protocol.SyncFailure;
import com.startynk.sync.protocol.push.SyncStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import org.axonframework.commandhandling.SimpleCommandBus;
import org.axonframework.commandhandling.gateway.DefaultCommandGateway;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** One lane beside another, with work that is done when the test says so. */
class LaneTest {

    private final ArrayDeque<Runnable> work = new ArrayDeque<>();
    private final List<Integer> deciding = new ArrayList<>();
    private final SimpleCommandBus bus = SimpleCommandBus.builder().build();
    private final AtomicReference<Lane> home = new AtomicReference<>();
    private final Set<Intent> failing = new HashSet<>();
    /** How much was decided whenever the feed was waited for. */
    private final List<Integer> whenWaited = new ArrayList<>();

    @BeforeEach
    void queueEverything() {
        var unused = bus.subscribe(ApplyMutations.class.getName(), message -> {
            var group = (ApplyMutations) message.getPayload();
            if (group.intents().stream().anyMatch(failing::contains)) {
                throw new IllegalStateException("a fault in the middle of a batch");
            }
            deciding.add(group.partition());
            return group.intents().stream().map(LaneTest::applied).toList();
        });
    }

    @Test
    void letsTheFeedComeNearBeforeItDecides() {
        var outcome = submit(lane(1, 10), edit());
        workOff();

        assertThat(outcome).isCompleted();
        assertThat(whenWaited).containsExactly(0);
    }

    @Test
    void decidesWhatIsNotKnownToBelongElsewhere() {
        var lane = lane(1, 10);

        var outcome = submit(lane, edit());
        workOff();

        assertThat(outcome).isCompleted();
        assertThat(deciding).containsExactly(1);
    }

    @Test
    void handsOnAnEditWhoseEntityAnotherLaneMadeWhileItWaited() {
        var lane = lane(1, 10);
        var outcome = submit(lane, edit());

        home.set(lane(2, 10));
        workOff();

        assertThat(outcome).isCompleted();
        assertThat(deciding).containsExactly(2);
    }

    @Test
    void asksForAnotherTryWhenTheOtherLaneIsFull() {
        var lane = lane(1, 10);
        var outcome = submit(lane, edit());

        home.set(lane(2, 0));
        workOff();

        assertThat(outcome).isCompletedExceptionally();
        assertThat(outcome.handle((decided, failure) -> failure))
                .isCompletedWithValueMatching(SyncFailure.class::isInstance);
        assertThat(deciding).isEmpty();
    }

    @Test
    void decidesNothingThatIsBehindAFailureAndEverythingElse() {
        var lane = lane(1, 10);
        var first = Submission.of(edit());
        var second = behind(first);
        var third = behind(second);
        var other = Submission.of(edit());
        failing.add(first.intent());

        lane.submit(List.of(first, second, other, third));
        workOff();

        assertThat(List.of(first, second, third))
                .extracting(Submission::outcome)
                .allMatch(CompletableFuture::isCompletedExceptionally);
        assertThat(other.outcome()).isCompleted();
    }

    @Test
    void decidesNothingThatIsBehindAFailureOfAnEarlierGroup() {
        var lane = lane(1, 10);
        var first = Submission.of(edit());
        failing.add(first.intent());
        lane.submit(List.of(first));
        workOff();

        var second = behind(first);
        lane.submit(List.of(second));
        workOff();

        assertThat(second.outcome()).isCompletedExceptionally();
        assertThat(deciding).isEmpty();
    }

    private static Submission behind(Submission before) {
        return new Submission(edit(), new CompletableFuture<>(), List.of(before.outcome()));
    }

    private static CompletableFuture<Outcome> submit(Lane lane, Intent intent) {
        var submission = Submission.of(intent);
        lane.submit(List.of(submission));
        return submission.outcome();
    }

    private Lane lane(int partition, int capacity) {
        var settings = new IntakeSettings(
                65_536, 500, false, 8, capacity, 200, Duration.ofMillis(500), Duration.ofMillis(100));
        return new Lane(
                partition,
                DefaultCommandGateway.builder().commandBus(bus).build(),
                work::add,
                settings,
                new FeedPace((bound, patience) -> whenWaited.add(deciding.size()), settings),
                any -> Optional.ofNullable(home.get()));
    }

    private void workOff() {
        while (!work.isEmpty()) {
            work.remove().run();
        }
    }

    private static Outcome applied(Intent intent) {
        return new Outcome(SyncStatus.APPLIED, false, intent.entityId(), 2L, Map.of(), null, null, null);
    }

    private static Mutation edit() {
        return new Mutation(
                new MutationId(UUID.randomUUID()),
                "content",
                "task",
                Operation.UPDATE,
                new EntityId(UUID.randomUUID()),
                null,
                null,
                1,
                Map.of(),
                Instant.EPOCH,
                new Caller("ada", "adas-phone", Set.of("FOREMAN"), 0, Long.MAX_VALUE),
                UUID.randomUUID(),
                Set.of(),
                Set.of(),
                false);
    }
}
