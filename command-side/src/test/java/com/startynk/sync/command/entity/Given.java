package com.startynk.sync.command.entity;

import com.startynk.sync.catalog.EntityCatalog;
import com.startynk.sync.events.EventMetaData;
import com.startynk.sync.events.entity.ConflictResolution;
import com.startynk.sync.events.entity.DetectedConflict;
import com.startynk.sync.events.entity.DetectedConflict.ContestedField;
import com.startynk.sync.events.entity.EntityId;
import com.startynk.sync.events.entity.MutationFact;
import com.startynk.sync.events.entity.MutationId;
import com.startynk.sync.events.entity.MutationOutcome;
import com.startynk.sync.protocol.Caller;
import com.startynk.sync.protocol.Projects;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.axonframework.eventhandling.GenericEventMessage;
import org.axonframework.messaging.MetaData;

/** People, devices, entities and mutations of the tests. */
final class Given {

    static final EntityCatalog CATALOG = EntityCatalog.load(Path.of("../standalone/src/test/entity-types"));
    static final EntityId SLAB = EntityId.of("5b1c0000-0000-4000-8000-000000000001");
    static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");
    static final Instant LATER = NOON.plusSeconds(3600);
    static final Caller ADA = person("ada", "adas-phone", "FOREMAN");
    static final Caller BEN = person("ben", "bens-phone", "FOREMAN");
    static final Caller MARA = person("mara", "maras-desk", Caller.PROJECT_MANAGER);

    private Given() {}

    static Caller person(String userId, String deviceId, String... roles) {
        return new Caller(userId, deviceId, Set.of(roles), 0, Long.MAX_VALUE);
    }

    static UUID uuid(String name) {
        return UUID.nameUUIDFromBytes(name.getBytes(java.nio.charset.StandardCharsets.UTF_8));
    }

    static Edit edit(String mutation, Caller by) {
        return new Edit(mutation, by, "task", Operation.UPDATE, SLAB, 1, Map.of(), NOON, Projects.ORG, mutation);
    }

    static ApplyMutations group(Intent... intents) {
        return new ApplyMutations(0, List.of(intents));
    }

    /** A decision of the conflict that a mutation met. */
    static Decision decision(
            String type, String mutation, ConflictResolution resolution, Caller by, Map<String, Object> fields) {
        return new Decision(
                new MutationId(uuid("decision " + mutation)),
                "decision",
                uuid("conflict " + mutation),
                resolution,
                type,
                SLAB,
                Projects.ORG,
                fields,
                LATER,
                by);
    }

    static ApplyMutations group(Edit... edits) {
        return new ApplyMutations(
                0, Arrays.stream(edits).<Intent>map(Edit::mutation).toList());
    }

    static MutationFact fact(String mutation, MutationOutcome outcome, Instant at) {
        return new MutationFact(new MutationId(uuid(mutation)), mutation, outcome, null, at);
    }

    static MutationFact applied(String mutation) {
        return fact(mutation, MutationOutcome.APPLIED, NOON);
    }

    static MutationFact merged(String mutation) {
        return fact(mutation, MutationOutcome.MERGED, NOON);
    }

    static DetectedConflict conflict(
            String mutation, String strategy, ConflictResolution resolution, ContestedField... fields) {
        return new DetectedConflict(uuid("conflict " + mutation), strategy, resolution, List.of(fields));
    }

    static GenericEventMessage<?> by(Caller author, Object event) {
        return new GenericEventMessage<>(
                event,
                MetaData.with(EventMetaData.USER_ID, author.userId())
                        .and(EventMetaData.DEVICE_ID, author.deviceId())
                        .and(EventMetaData.PROJECT_ID, Projects.ORG)
                        .and(EventMetaData.ENTITY_TYPE, "task"));
    }

    /** A mutation in the making. */
    record Edit(
            String id,
            Caller caller,
            String type,
            Operation operation,
            EntityId entity,
            long base,
            Map<String, Object> fields,
            Instant at,
            String project,
            String content) {

        Edit creating(Map<String, Object> data) {
            return new Edit(id, caller, type, Operation.CREATE, entity, 0, data, at, project, content);
        }

        Edit deleting() {
            return new Edit(id, caller, type, Operation.DELETE, entity, base, Map.of(), at, project, content);
        }

        Edit on(long version) {
            return new Edit(id, caller, type, operation, entity, version, fields, at, project, content);
        }

        Edit setting(Map<String, Object> data) {
            return new Edit(id, caller, type, operation, entity, base, data, at, project, content);
        }

        Edit of(String entityType) {
            return new Edit(id, caller, entityType, operation, entity, base, fields, at, project, content);
        }

        Edit of(EntityId other) {
            return new Edit(id, caller, type, operation, other, base, fields, at, project, content);
        }

        Edit in(String projectId) {
            return new Edit(id, caller, type, operation, entity, base, fields, at, projectId, content);
        }

        Edit at(Instant time) {
            return new Edit(id, caller, type, operation, entity, base, fields, time, project, content);
        }

        Edit withContent(String digest) {
            return new Edit(id, caller, type, operation, entity, base, fields, at, project, digest);
        }

        Mutation mutation() {
            return new Mutation(
                    new MutationId(uuid(id)),
                    content,
                    type,
                    operation,
                    entity,
                    null,
                    project,
                    base,
                    fields,
                    at,
                    caller,
                    uuid("conflict " + id),
                    Set.of(),
                    Set.of(),
                    false);
        }
    }
}
