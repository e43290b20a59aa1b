package com.startynk.sync.query.projection;

import com.startynk.sync.events.entity.ConflictResolved;
import com.startynk.sync.events.entity.EntityChanged;
import com.startynk.sync.events.entity.EntityCreated;
import com.startynk.sync.events.entity.EntityDeleted;
import com.startynk.sync.events.entity.EntityEvent;
import com.startynk.sync.events.entity.EntityRevived;
import com.startynk.sync.events.entity.SensitiveValuesErased;
import com.startynk.sync.query.entity.EntityRow;
import com.startynk.sync.query.entity.StoredFields;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One entity while the events of a batch are folded into it. */
final class FoldedEntity {

    private final StoredFields json;
    private final @Nullable EntityRow before;
    private final String entityId;
    private final String entityType;
    private final String projectId;
    private @Nullable Map<String, @Nullable Object> fields;
    private boolean deleted;
    private long version;
    private long position;
    private long sequence;
    private String userId = "";
    private String deviceId = "";
    private Instant occurredAt = Instant.EPOCH;
    private boolean changed;

    /** @param before the entity's row, if it has one */
    FoldedEntity(Fact first, @Nullable EntityRow before, StoredFields json) {
        this.json = json;
        this.before = before;
        this.entityId = first.entityId();
        if (before == null) {
            this.entityType = first.entityType();
            this.projectId = first.projectId();
            this.fields = new LinkedHashMap<>();
            this.sequence = -1;
        } else {
            this.entityType = before.entityType();
            this.projectId = before.projectId();
            this.deleted = before.deleted();
            this.version = before.version();
            this.sequence = before.sequence();
        }
    }

    /** What the whole stream of an entity has made of it, to take the place of a row; or of none. */
    FoldedEntity inPlaceOf(@Nullable EntityRow row, long place) {
        return new FoldedEntity(this, row, place);
    }

    private FoldedEntity(FoldedEntity folded, @Nullable EntityRow before, long place) {
        this.json = folded.json;
        this.before = before;
        this.entityId = folded.entityId;
        this.entityType = folded.entityType;
        this.projectId = folded.projectId;
        this.fields = folded.fields();
        this.deleted = folded.deleted;
        this.version = folded.version;
        this.position = place;
        this.sequence = folded.sequence;
        this.userId = folded.userId;
        this.deviceId = folded.deviceId;
        this.occurredAt = folded.occurredAt;
        this.changed = true;
    }

    /** A row that no event stands behind becomes one of a deleted entity, so that devices drop it. */
    static FoldedEntity ofNothing(EntityRow row, long place, StoredFields json) {
        return new FoldedEntity(row, place, json);
    }

    private FoldedEntity(EntityRow row, long place, StoredFields json) {
        this.json = json;
        this.before = row;
        this.entityId = row.entityId();
        this.entityType = row.entityType();
        this.projectId = row.projectId();
        this.deleted = true;
        this.version = row.version();
        this.position = place;
        this.sequence = row.sequence();
        this.userId = row.userId();
        this.deviceId = row.deviceId();
        this.occurredAt = row.occurredAt();
        this.changed = true;
    }

    /** Whether a row says the same, its places in the feed aside. */
    boolean isAsIn(EntityRow row) {
        return isOfWhatIs(row)
                && row.version() == version
                && row.deleted() == deleted
                && row.sequence() == sequence
                && row.userId().equals(userId)
                && row.deviceId().equals(deviceId)
                && row.occurredAt().equals(occurredAt)
                && row.data().equals(data());
    }

    /** Whether a row has the project and the type of the entity's events, neither of which ever changes. */
    boolean isOfWhatIs(EntityRow row) {
        return row.entityType().equals(entityType) && row.projectId().equals(projectId);
    }

    /** Whether this event makes another state, and has not been folded in yet. */
    boolean takes(Fact fact) {
        return fact.sequence() > sequence && changesState(fact.event());
    }

    void fold(Fact fact, long place) {
        var event = fact.event();
        if (sequence < 0 && !(event instanceof EntityCreated)) {
            throw new IllegalStateException(
                    "entity " + entityId + " begins with " + event.getClass().getSimpleName());
        }
        if (event instanceof EntityCreated created) {
            overlay(created.fields());
        } else if (event instanceof EntityChanged edit) {
            overlay(edit.fields());
        } else if (event instanceof EntityRevived revived) {
            deleted = false;
            overlay(revived.fields());
        } else if (event instanceof ConflictResolved decision) {
            deleted = decision.deleted();
            overlay(decision.fields());
        } else if (event instanceof SensitiveValuesErased erased) {
            erased.erased().forEach(fields()::remove);
        } else {
            deleted = true;
        }
        changed = true;
        version = event.version();
        sequence = fact.sequence();
        position = place;
        userId = fact.userId();
        deviceId = fact.deviceId();
        occurredAt = fact.at();
    }

    EntityRow row() {
        var created = before == null ? position : before.createdPosition();
        return new EntityRow(
                entityId,
                entityType,
                projectId,
                version,
                data(),
                deleted,
                position,
                created,
                sequence,
                userId,
                deviceId,
                occurredAt);
    }

    /** The fields that readers get. */
    Map<String, @Nullable Object> shownFields() {
        return deleted ? Map.of() : fields();
    }

    /** All fields, those of a deleted entity too. Not to be changed. */
    Map<String, @Nullable Object> fields() {
        var known = fields;
        if (known == null) {
            known = before == null ? new LinkedHashMap<>() : json.read(before.data());
            fields = known;
        }
        return known;
    }

    String entityId() {
        return entityId;
    }

    String entityType() {
        return entityType;
    }

    String projectId() {
        return projectId;
    }

    boolean isDeleted() {
        return deleted;
    }

    boolean isChanged() {
        return changed;
    }

    /** Whether it had a row before, of which there may be copies. */
    boolean isKnown() {
        return before != null;
    }

    /** Its row before the batch. */
    @Nullable EntityRow before() {
        return before;
    }

    private String data() {
        var known = fields;
        return known == null && before != null ? before.data() : json.write(fields());
    }

    private void overlay(Map<String, @Nullable Object> values) {
        var all = fields();
        values.forEach((field, value) -> {
            if (value == null) {
                all.remove(field);
            } else {
                all.put(field, value);
            }
        });
    }

    private boolean changesState(EntityEvent event) {
        return event instanceof EntityCreated
                || event instanceof EntityChanged
                || event instanceof EntityRevived
                || event instanceof EntityDeleted
                || (event instanceof SensitiveValuesErased && event.version() > version)
                || (event instanceof ConflictResolved && event.version() > version);
    }
}
