package com.startynk.sync.query.deadletter;

import static com.startynk.sync.query.Site.ADMIN;
import static com.startynk.sync.query.Site.caller;
import static com.startynk.sync.query.Site.newUser;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.startynk.sync.events.entity.EntityId;
import com.startynk.sync.events.entity.MutationId;
import com.startynk.sync.events.parking.MutationParked;
import com.startynk.sync.events.parking.ParkedItem;
import com.startynk.sync.events.parking.ParkedMutationRefused;
import com.startynk.sync.events.parking.ParkingEvent;
import com.startynk.sync.events.parking.ParkingId;
import com.startynk.sync.platform.axon.HeldClaims;
import com.startynk.sync.protocol.Caller;
import com.startynk.sync.query.RunningQuerySide;
import com.startynk.sync.query.status.SyncQueueProjection;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The projection of parked mutations takes one event at a time. */
@SuppressWarnings("try") // What is broken is mended at the end of its block.
class ParkingDeadLettersTest {

    private static RunningQuerySide querySide;

    private final Caller ada = caller(newUser(), "WORKER");

    @BeforeAll
    static void start() {
        querySide = RunningQuerySide.start(Map.of());
        await().until(() -> querySide.bean(HeldClaims.class).isHeld(SyncQueueProjection.GROUP));
    }

    @AfterAll
    static void stop() {
        querySide.close();
    }

    @Test
    void oneParkedMutationWaitsWhileOthersGoOn() {
        MutationId broken;
        MutationId other;
        try (var poison = Poisoning.of(querySide, "sync_queue", "item", "poison", Poisoning.VALUES)) {
            broken = park("poison");
            refuse(broken);
            other = park("fine");
            refuse(other);
            querySide.settle();

            assertThat(failed()).containsExactly(other.toString());
            assertThat(Poisoning.heads(querySide, ADMIN)).singleElement().satisfies(head -> {
                assertThat(head.path("letter").path("processor").asString()).isEqualTo(SyncQueueProjection.GROUP);
                assertThat(head.path("letter").path("cause").asString()).contains("no poison here");
                assertThat(head.path("events").longValue()).isEqualTo(2);
            });
            assertThat(Poisoning.retry(querySide, ADMIN).get(0).path("taken").longValue())
                    .isZero();
            assertThat(Poisoning.heads(querySide, ADMIN)
                            .get(0)
                            .path("letter")
                            .path("attempts")
                            .intValue())
                    .isEqualTo(1);
        }

        assertThat(Poisoning.retry(querySide, ADMIN).get(0).path("taken").longValue())
                .isEqualTo(2);

        assertThat(failed()).containsExactlyInAnyOrder(broken.toString(), other.toString());
        assertThat(Poisoning.heads(querySide, ADMIN)).isEmpty();
        assertThat(Poisoning.count(querySide, "SELECT queued FROM parking_count WHERE project_id = '' AND step = 'H'"))
                .as("each counted once")
                .isEqualTo(2);
    }

    private List<String> failed() {
        return querySide
                .get("/api/v1/sync/status", ada)
                .json()
                .path("device")
                .path("failedItems")
                .valueStream()
                .map(item -> item.path("mutationId").asString())
                .toList();
    }

    private MutationId park(String title) {
        var id = new MutationId(UUID.randomUUID());
        var item = new ParkedItem(
                id,
                "AAAAAAAAAAAAAAAAAAAAAA",
                "task",
                "CREATE",
                EntityId.of(UUID.randomUUID().toString()),
                null,
                null,
                0,
                Map.of("title", title),
                Instant.now(),
                ada.userId(),
                ada.deviceId(),
                ada.roles(),
                UUID.randomUUID(),
                Set.of(),
                Set.of());
        store(0, new MutationParked(new ParkingId(id), item));
        return id;
    }

    private void refuse(MutationId id) {
        store(1, new ParkedMutationRefused(new ParkingId(id), "FORBIDDEN", "you are not in this project", 1));
    }

    private static void store(long sequence, ParkingEvent event) {
        querySide.store(List.of(new GenericDomainEventMessage<>(
                "ParkedMutation", event.parkingId().toString(), sequence, event)));
    }
}
