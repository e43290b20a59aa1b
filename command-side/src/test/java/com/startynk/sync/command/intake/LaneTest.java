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
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
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

    @BeforeEach
    void queueEverything() {
        var unused = bus.subscribe(ApplyMutations.class.getName(), message -> {
            var group = (ApplyMutations) message.getPayload();
            deciding.add(group.partition());
            return group.intents().stream().map(LaneTest::applied).toList();
        });
    }

    @Test
    void decidesWhatIsNotKnownToBelongElsewhere() {
        var lane = lane(1, 10);

        var outcome = lane.submit(List.of(edit())).get(0);
        workOff();

        assertThat(outcome).isCompleted();
        assertThat(deciding).containsExactly(1);
    }

    @Test
    void handsOnAnEditWhoseEntityAnotherLaneMadeWhileItWaited() {
        var lane = lane(1, 10);
        var outcome = lane.submit(List.of(edit())).get(0);

        home.set(lane(2, 10));
        workOff();

        assertThat(outcome).isCompleted();
        assertThat(deciding).containsExactly(2);
    }

    @Test
    void asksForAnotherTryWhenTheOtherLaneIsFull() {
        var lane = lane(1, 10);
        var outcome = lane.submit(List.of(edit())).get(0);

        home.set(lane(2, 0));
        workOff();

        assertThat(outcome).isCompletedExceptionally();
        assertThat(outcome.handle((decided, failure) -> failure))
                .isCompletedWithValueMatching(SyncFailure.class::isInstance);
        assertThat(deciding).isEmpty();
    }

    private Lane lane(int partition, int capacity) {
        return new Lane(
                partition,
                DefaultCommandGateway.builder().commandBus(bus).build(),
                work::add,
                new IntakeSettings(65_536, 500, false, 8, capacity, 200),
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
