package com.startynk.sync.command.entity;

import static org.axonframework.modelling.command.AggregateLifecycle.apply;

import com.startynk.sync.catalog.EntityType;
import com.startynk.sync.catalog.OwnerKey;
import com.startynk.sync.events.EventMetaData;
import com.startynk.sync.events.entity.ConflictDetected;
import com.startynk.sync.events.entity.ConflictResolved;
import com.startynk.sync.events.entity.EntityChanged;
import com.startynk.sync.events.entity.EntityCreated;
import com.startynk.sync.events.entity.EntityDeleted;
import com.startynk.sync.events.entity.EntityEvent;
import com.startynk.sync.events.entity.EntityId;
import com.startynk.sync.events.entity.EntityRevived;
import com.startynk.sync.events.entity.MutationAcknowledged;
import com.startynk.sync.events.entity.MutationOutcome;
import com.startynk.sync.events.entity.SensitiveValuesErased;
import com.startynk.sync.platform.encryption.SensitiveValues;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.messaging.annotation.MetaDataValue;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.serialization.Revision;
import org.jspecify.annotations.Nullable;

/**
 * One synced entity of any type. Decides mutations one by one and remembers, within bounds, what it needs to decide the
 * next: the values that fields had, who wrote them, and how mutations were answered.
 */
@Revision("2") // Snapshots of revision 1 may have been taken of an entity that had lost its memory.
class SyncedEntity {

    @AggregateIdentifier
    private @Nullable EntityId id;

    private @Nullable String entityType;
    private @Nullable String projectId;
    private boolean erased;
    private final EntityMemory memory = new EntityMemory();

    boolean exists() {
        return id != null;
    }

    boolean isOf(String type) {
        return type.equals(entityType);
    }

    /** The project in which the entity lives; only for one that exists. */
    String home() {
        return Objects.requireNonNull(projectId, "an entity that does not exist has no project");
    }

    String type() {
        return Objects.requireNonNull(entityType, "an entity that does not exist has no type");
    }

    /** Whether a field that holds a list has this element; of a deleted entity too. */
    boolean lists(String field, String element) {
        return memory.history().current(field) instanceof Collection<?> elements && elements.contains(element);
    }

    /** Whose it is, where that matters for its type; of a deleted entity too. */
    @Nullable String owner(EntityType type) {
        var field = type.ownerField();
        var value = field == null ? null : memory.history().current(field);
        return value instanceof String userId ? OwnerKey.of(userId) : null;
    }

    /** Whether these fields would make it a record about somebody else. */
    boolean wouldChangeSubject(Map<String, @Nullable Object> fields, EntityType type) {
        var field = type.subject() == null ? null : type.subject().field();
        return field != null
                && fields.containsKey(field)
                && memory.history().current(field) instanceof String subject
                && !(fields.get(field) instanceof String other
                        && OwnerKey.of(subject).equals(OwnerKey.of(other)));
    }

    /** A sensitive field that these would set though the entity's person was erased. */
    Optional<String> erasedFieldIn(Map<String, @Nullable Object> fields, EntityType type) {
        return type.sensitiveFields().stream()
                .filter(field -> fields.get(field) != null && (erased || SensitiveValues.isLost(fields.get(field))))
                .sorted()
                .findFirst();
    }

    EntityMemory memory() {
        return memory;
    }

    /**
     * Whether what is remembered here does not reach back far enough to decide this, or to answer it again: the event store
     * must be asked.
     */
    boolean needsPast(Intent intent) {
        if (intent instanceof Decision decision) {
            return memory.pending().mayHaveForgotten(decision.conflictId());
        }
        return intent instanceof Mutation mutation && needsPast(mutation);
    }

    private boolean needsPast(Mutation mutation) {
        var edits = mutation.operation() != Operation.CREATE;
        return mutation.baseVersion() <= memory.outcomes().forgottenThrough()
                || (edits && mutation.baseVersion() < memory.history().oldest());
    }

    /** Brings the entity into being. */
    void create(Mutation mutation, String home) {
        var fields = new LinkedHashMap<>(mutation.fields());
        fields.values().removeIf(Objects::isNull);
        apply(
                new EntityCreated(
                        mutation.entityId(),
                        mutation.fact(MutationOutcome.APPLIED),
                        mutation.entityType(),
                        home,
                        fields),
                mutation.metaDataOfCreation(home));
    }

    /**
     * Decides an edit or a deletion.
     *
     * @param history the entity's own, or the complete one where {@link #needsPast} asked for it
     * @return the refusal, if it is one; else what became of it is found in {@link #memory}
     */
    Optional<Verdict.Refuse> decide(Mutation mutation, EntityType type, EntityHistory history) {
        var verdict = ConflictRule.verdict(mutation, type, history);
        if (verdict instanceof Verdict.Refuse refusal) {
            return Optional.of(refusal);
        }
        apply(fact(mutation, verdict), mutation.metaData(home()));
        return Optional.empty();
    }

    /** Carries out a person's decision of a conflict that is pending. */
    void resolve(Decision decision, PendingConflict conflict, EntityType type) {
        var history = memory.history();
        var ruling = ResolutionRule.ruling(decision, conflict, type, history);
        if (erased) {
            ruling = ruling.without(type.sensitiveFields());
        }
        apply(
                new ConflictResolved(
                        decision.entityId(),
                        decision.fact(),
                        ruling.changes(history) ? history.version() + 1 : history.version(),
                        decision.conflictId(),
                        decision.resolution(),
                        ruling.deleted(),
                        ruling.fields()),
                decision.metaData(home()));
    }

    /** Empties the sensitive fields and takes no values in them from then on. Does nothing the second time. */
    void erase(Erasure erasure, EntityType type) {
        if (erased) {
            return;
        }
        var history = memory.history();
        var fields = type.sensitiveFields().stream()
                .filter(field -> history.current(field) != null)
                .sorted()
                .toList();
        apply(
                new SensitiveValuesErased(
                        erasure.entityId(),
                        erasure.fact(),
                        fields.isEmpty() ? history.version() : history.version() + 1,
                        fields),
                erasure.metaData(home()));
    }

    private EntityEvent fact(Mutation mutation, Verdict verdict) {
        var entityId = mutation.entityId();
        var next = memory.history().version() + 1;
        if (verdict instanceof Verdict.Store store) {
            return new EntityChanged(entityId, mutation.fact(store.outcome()), next, store.fields(), store.conflict());
        }
        if (verdict instanceof Verdict.Revive revive) {
            return new EntityRevived(
                    entityId, mutation.fact(revive.outcome()), next, revive.fields(), revive.conflict());
        }
        if (verdict instanceof Verdict.Delete) {
            return new EntityDeleted(entityId, mutation.fact(MutationOutcome.APPLIED), next);
        }
        if (verdict instanceof Verdict.Keep keep) {
            return new ConflictDetected(
                    entityId,
                    mutation.fact(keep.outcome()),
                    next - 1,
                    keep.conflict(),
                    mutation.operation() == Operation.DELETE);
        }
        var acknowledged = (Verdict.Acknowledge) verdict;
        return new MutationAcknowledged(entityId, mutation.fact(acknowledged.outcome()), next - 1);
    }

    @EventSourcingHandler
    void on(
            EntityCreated event,
            @MetaDataValue(EventMetaData.USER_ID) String user,
            @MetaDataValue(EventMetaData.DEVICE_ID) String device) {
        id = event.entityId();
        entityType = event.entityType();
        projectId = event.projectId();
        remember(event, user, device);
    }

    @EventSourcingHandler
    void on(
            EntityEvent event,
            @MetaDataValue(EventMetaData.USER_ID) String user,
            @MetaDataValue(EventMetaData.DEVICE_ID) String device) {
        erased = erased || event instanceof SensitiveValuesErased;
        remember(event, user, device);
    }

    private void remember(EntityEvent event, String user, String device) {
        memory.take(event, user, device);
        memory.forgetOld();
    }
}
