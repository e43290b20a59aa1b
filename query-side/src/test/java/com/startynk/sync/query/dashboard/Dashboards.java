package com.startynk.sync.query.dashboard;

import static com.startynk.sync.query.Site.caller;
import static org.assertj.core.api.Assertions.assertThat;

import com.startynk.sync.events.entity.ConflictResolution;
import com.startynk.sync.events.entity.DetectedConflict;
import com.startynk.sync.events.entity.DetectedConflict.ContestedField;
import com.startynk.sync.events.entity.EntityId;
import com.startynk.sync.events.entity.MutationId;
import com.startynk.sync.events.parking.MutationParked;
import com.startynk.sync.events.parking.ParkedItem;
import com.startynk.sync.events.parking.ParkingEvent;
import com.startynk.sync.events.parking.ParkingId;
import com.startynk.sync.protocol.Caller;
import com.startynk.sync.query.RunningQuerySide;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import tools.jackson.databind.JsonNode;

/** The dashboards of a query side, and what happens that they tell of. */
final class Dashboards {

    private final RunningQuerySide querySide;

    Dashboards(RunningQuerySide querySide) {
        this.querySide = querySide;
    }

    JsonNode board(String board, Caller caller) {
        var answer = querySide.get("/api/v1/dashboard/" + board, caller);
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        assertThat(answer.json().path("generatedAt").asString()).matches("\\d{4}-.*\\.\\d{3}Z");
        return answer.json();
    }

    MutationId park(String project, Caller caller) {
        var id = new MutationId(UUID.randomUUID());
        var item = new ParkedItem(
                id,
                "AAAAAAAAAAAAAAAAAAAAAA",
                "task",
                "CREATE",
                EntityId.of(UUID.randomUUID().toString()),
                null,
                project,
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

    void store(long sequence, ParkingEvent event) {
        querySide.store(List.of(new GenericDomainEventMessage<>(
                "ParkedMutation", event.parkingId().toString(), sequence, event)));
    }

    static long sum(JsonNode points, String what) {
        assertThat(points.path(0).has(what)).as(what + " in " + points.path(0)).isTrue();
        return points.valueStream()
                .mapToLong(point -> point.path(what).longValue())
                .sum();
    }

    static DetectedConflict conflict(ConflictResolution resolution, String... fields) {
        return new DetectedConflict(
                UUID.randomUUID(),
                "MERGE",
                resolution,
                List.of(fields).stream()
                        .map(field -> new ContestedField(field, 1, 2, 3, 3))
                        .toList());
    }
}
