package com.startynk.sync.push;

import com.startynk.sync.events.EventMetaData;
import com.startynk.sync.events.entity.EntityChanged;
import com.startynk.sync.events.entity.EntityCreated;
import com.startynk.sync.events.entity.EntityId;
import com.startynk.sync.events.entity.MutationFact;
import com.startynk.sync.events.entity.MutationId;
import com.startynk.sync.events.entity.MutationOutcome;
import com.startynk.sync.events.parking.MutationParked;
import com.startynk.sync.events.parking.ParkedItem;
import com.startynk.sync.events.parking.ParkedMutationRefused;
import com.startynk.sync.events.parking.ParkingId;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** An entity whose events are stored one after the other. */
final class Thing {

    private final String type;
    final String id;
    final String projectId;
    private long sequence;

    Thing(String type, String id) {
        this(type, id, type.equals("project") ? id : UUID.randomUUID().toString());
    }

    Thing(String type, String id, String projectId) {
        this.type = type;
        this.id = id;
        this.projectId = projectId;
    }

    interface Making {

        Object event(EntityId id, long version);
    }

    void created(String by, Map<String, @Nullable Object> fields) {
        store(by, (entity, version) -> new EntityCreated(entity, fact(), type, projectId, fields));
    }

    void changed(String by, Map<String, @Nullable Object> fields) {
        store(by, (entity, version) -> new EntityChanged(entity, fact(), version, fields, null));
    }

    void store(String by, Making making) {
        store(by, making, Instant.now());
    }

    void store(String by, Making making, Instant at) {
        var event = making.event(new EntityId(UUID.fromString(id)), sequence + 1);
        RunningService.store(
                event,
                id,
                sequence++,
                Map.of(
                        EventMetaData.USER_ID, by,
                        EventMetaData.DEVICE_ID, "device",
                        EventMetaData.PROJECT_ID, projectId,
                        EventMetaData.ENTITY_TYPE, type),
                at);
    }

    /** A change by somebody waits, and is refused. */
    void refused(Phone by, Map<String, @Nullable Object> fields) {
        var parking = new ParkingId(new MutationId(UUID.randomUUID()));
        var stream = UUID.randomUUID().toString();
        RunningService.store(
                new MutationParked(
                        parking,
                        new ParkedItem(
                                parking.mutationId(),
                                "digest",
                                type,
                                "UPDATE",
                                new EntityId(UUID.fromString(id)),
                                null,
                                projectId,
                                1,
                                fields,
                                Instant.now(),
                                by.userId(),
                                by.deviceId(),
                                Set.of("WORKER"),
                                UUID.randomUUID(),
                                Set.of(),
                                Set.of())),
                stream,
                0,
                Map.of());
        RunningService.store(
                new ParkedMutationRefused(parking, "NOT_FOUND", "no such project", 1), stream, 1, Map.of());
    }

    static MutationFact fact() {
        return new MutationFact(
                new MutationId(UUID.randomUUID()), "digest", MutationOutcome.APPLIED, null, Instant.now());
    }
}
