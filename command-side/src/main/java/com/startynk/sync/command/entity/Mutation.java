package com.startynk.sync.command.entity;

import com.startynk.sync.events.EventMetaData;
import com.startynk.sync.events.entity.EntityId;
import com.startynk.sync.events.entity.FieldValues;
import com.startynk.sync.events.entity.MutationFact;
import com.startynk.sync.events.entity.MutationId;
import com.startynk.sync.events.entity.MutationOutcome;
import com.startynk.sync.events.parking.ParkedItem;
import com.startynk.sync.platform.encryption.SensitiveValues;
import com.startynk.sync.protocol.Caller;
import java.time.Instant;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.axonframework.messaging.MetaData;
import org.jspecify.annotations.Nullable;

/**
 * One intent, translated from the wire: its shape and its data are valid, its local ids are entity ids.
 *
 * @param contentDigest tells it from another mutation under the same id
 * @param projectId the project that the device named, if it named one
 * @param baseVersion the version that the edit was made on; 0 for a creation
 * @param fields changed fields; a null clears one
 * @param editedAt the device's clock at the edit, held to the server's clock at arrival
 * @param conflictId names the conflict, should the mutation meet one
 * @param references entities that it refers to, its project among them, by whatever kind of id
 * @param awaits entities that must exist before this mutation is decided: what it refers to by local id
 * @param released whether it was parked and is tried again, rather than sent by its device
 */
public record Mutation(
        MutationId id,
        String contentDigest,
        String entityType,
        Operation operation,
        EntityId entityId,
        @Nullable String localId,
        @Nullable String projectId,
        long baseVersion,
        Map<String, @Nullable Object> fields,
        Instant editedAt,
        Caller caller,
        UUID conflictId,
        Set<EntityId> references,
        Set<EntityId> awaits,
        boolean released)
        implements Intent {

    public Mutation {
        fields = FieldValues.copyOf(fields);
        references = Set.copyOf(references);
        awaits = Set.copyOf(awaits);
    }

    @Override
    public boolean creates() {
        return operation == Operation.CREATE;
    }

    /** The same mutation, free to be decided before these entities exist. */
    public Mutation withoutAwaiting(Set<EntityId> entities) {
        if (entities.isEmpty()) {
            return this;
        }
        var still = new HashSet<>(awaits);
        still.removeAll(entities);
        return awaiting(still);
    }

    private Mutation awaiting(Set<EntityId> entities) {
        return with(entities, released);
    }

    /** The same mutation, not to be decided before these entities exist either. */
    public Mutation awaitingAlso(Set<EntityId> entities) {
        var all = new HashSet<>(awaits);
        return all.addAll(entities) ? awaiting(all) : this;
    }

    /** The same mutation, as one that had been parked. */
    Mutation asReleased() {
        return released ? this : with(awaits, true);
    }

    private Mutation with(Set<EntityId> awaited, boolean wasParked) {
        return new Mutation(
                id,
                contentDigest,
                entityType,
                operation,
                entityId,
                localId,
                projectId,
                baseVersion,
                fields,
                editedAt,
                caller,
                conflictId,
                references,
                awaited,
                wasParked);
    }

    /** The same mutation with values that are sealed; its digest must not tell what they were. */
    public Mutation sealed(Map<String, @Nullable Object> sealedFields, String digest) {
        return new Mutation(
                id,
                digest,
                entityType,
                operation,
                entityId,
                localId,
                projectId,
                baseVersion,
                sealedFields,
                editedAt,
                caller,
                conflictId,
                references,
                awaits,
                released);
    }

    /** Whether it would set a value that cannot be sealed, and is not there any more. */
    boolean hasLostValues() {
        return fields.values().stream().anyMatch(SensitiveValues::isLost);
    }

    /** The first of them by name; there must be one. */
    String lostField() {
        return fields.entrySet().stream()
                .filter(field -> SensitiveValues.isLost(field.getValue()))
                .map(Map.Entry::getKey)
                .sorted()
                .findFirst()
                .orElseThrow();
    }

    /** Whether this can be the mutation that was sent before under its id: of one that has lost values, nobody can tell. */
    boolean mayBe(String digest) {
        return digest.equals(contentDigest) || hasLostValues();
    }

    /** A parked mutation, to be tried again for its author as it arrived. */
    public static Mutation of(ParkedItem item) {
        return of(item, new Caller(item.userId(), item.deviceId(), item.roles(), 0, Long.MAX_VALUE));
    }

    /** A parked mutation, to be tried again because its author asks for it. */
    public static Mutation of(ParkedItem item, Caller caller) {
        return new Mutation(
                item.mutationId(),
                item.contentDigest(),
                item.entityType(),
                Operation.valueOf(item.operation()),
                item.entityId(),
                item.localId(),
                item.projectId(),
                item.baseVersion(),
                item.fields(),
                item.editedAt(),
                caller,
                item.conflictId(),
                item.references(),
                item.awaits(),
                true);
    }

    ParkedItem parked() {
        return new ParkedItem(
                id,
                contentDigest,
                entityType,
                operation.name(),
                entityId,
                localId,
                projectId,
                baseVersion,
                fields,
                editedAt,
                caller.userId(),
                caller.deviceId(),
                caller.roles(),
                conflictId,
                references,
                awaits);
    }

    MutationFact fact(MutationOutcome outcome) {
        return new MutationFact(id, contentDigest, outcome, localId, editedAt);
    }

    @Override
    public MetaData metaData(String home) {
        var author = Intent.super.metaData(home);
        return released ? author.and(EventMetaData.PARKED, "true") : author;
    }

    MetaData metaDataOfCreation(String home) {
        return localId == null ? metaData(home) : metaData(home).and(EventMetaData.LOCAL_ID, localId);
    }
}
