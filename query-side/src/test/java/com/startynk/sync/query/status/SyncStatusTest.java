package com.startynk.sync.query.status;

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
import com.startynk.sync.events.parking.ParkingEvent;
import com.startynk.sync.events.parking.ParkingId;
import com.startynk.sync.protocol.Caller;
import com.startynk.sync.protocol.updates.PullRawUpdates;
import com.startynk.sync.protocol.updates.UpdatesPage;
import com.startynk.sync.query.RunningQuerySide;
import com.startynk.sync.query.Site;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.queryhandling.QueryGateway;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class SyncStatusTest {

    private final RunningQuerySide querySide = RunningQuerySide.shared();
    private final Site site = new Site(querySide);
    private final Caller ada = caller(newUser(), "WORKER");

    @Test
    void ofADeviceThatNeverSyncedIsEmpty() {
        var status = status();

        assertThat(status.path("health").asString()).isEqualTo("OK");
        assertThat(status.path("queue").toString())
                .isEqualTo("{\"pending\":0,\"waiting\":0,\"failed\":0,\"oldestPendingAgeMs\":0}");
        assertThat(status.path("device").toString())
                .isEqualTo("{\"lastSyncAt\":null,\"pendingConflicts\":0,\"failedItems\":[]}");
        assertThat(status.path("metrics").path("successRate").doubleValue()).isBetween(0.0, 1.0);
    }

    @Test
    void knowsTheLastPushAndOpenConflicts() {
        var task = site.by(ada).task(site.project(ada.userId()));
        site.conflict(
                task, new DetectedConflict(UUID.randomUUID(), "MANUAL_RESOLVE", ConflictResolution.PENDING, List.of()));

        var device = status().path("device");
        assertThat(device.path("lastSyncAt").asString()).matches("\\d{4}-.*\\.\\d{3}Z");
        assertThat(device.path("pendingConflicts").longValue()).isEqualTo(1);
    }

    @Test
    void knowsTheLastPull() {
        querySide.get("/api/v1/sync/updates?limit=1", ada);

        assertThat(status().path("device").path("lastSyncAt").asString()).matches("\\d{4}-.*\\.\\d{3}Z");
    }

    @Test
    void knowsTheLastPullOverASocket() {
        var pull = new PullRawUpdates(ada, "{\"limit\":1}");
        querySide.bean(QueryGateway.class).query(pull, UpdatesPage.class).join();

        assertThat(status().path("device").path("lastSyncAt").asString()).matches("\\d{4}-.*\\.\\d{3}Z");
    }

    @Test
    void showsEachUserOfADeviceHisOwn() {
        var bob = new Caller(newUser(), ada.deviceId(), ada.roles(), 0, Long.MAX_VALUE);
        var failed = park(ada);
        refuse(failed);
        park(ada);
        park(bob);
        var task = site.by(bob).task(site.project());
        site.conflict(
                task, new DetectedConflict(UUID.randomUUID(), "MANUAL_RESOLVE", ConflictResolution.PENDING, List.of()));

        assertThat(counts(ada)).isEqualTo("1 waiting, 1 failed, 0 conflicts, failed [" + failed + "]");
        assertThat(counts(bob)).isEqualTo("1 waiting, 0 failed, 1 conflicts, failed []");
    }

    private String counts(Caller caller) {
        var status = querySide.get("/api/v1/sync/status", caller).json();
        var queue = status.path("queue");
        var device = status.path("device");
        return "%d waiting, %d failed, %d conflicts, failed %s"
                .formatted(
                        queue.path("waiting").intValue(),
                        queue.path("failed").intValue(),
                        device.path("pendingConflicts").intValue(),
                        device.path("failedItems")
                                .valueStream()
                                .map(item -> item.path("mutationId").asString())
                                .toList());
    }

    private MutationId park(Caller caller) {
        var id = new MutationId(UUID.randomUUID());
        var entity = EntityId.of(UUID.randomUUID().toString());
        var item = new ParkedItem(
                id,
                "AAAAAAAAAAAAAAAAAAAAAA",
                "task",
                "CREATE",
                entity,
                null,
                null,
                0,
                Map.of(),
                Instant.now(),
                caller.userId(),
                caller.deviceId(),
                caller.roles(),
                UUID.randomUUID(),
                Set.of(),
                Set.of());
        store(0, new MutationParked(new ParkingId(id), item));
        return id;
    }

    private void refuse(MutationId id) {
        store(1, new ParkedMutationRefused(new ParkingId(id), "FORBIDDEN", "you are not in this project", 1));
    }

    private void store(long sequence, ParkingEvent event) {
        querySide.store(List.of(new GenericDomainEventMessage<>(
                "ParkedMutation", event.parkingId().toString(), sequence, event)));
    }

    private JsonNode status() {
        return querySide.get("/api/v1/sync/status", ada).json();
    }
}
