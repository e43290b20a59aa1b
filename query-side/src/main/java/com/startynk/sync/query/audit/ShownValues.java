package com.startynk.sync.query.audit;

import com.startynk.sync.catalog.EntityType;
import com.startynk.sync.events.entity.ConflictResolved;
import com.startynk.sync.events.entity.DetectedConflict;
import com.startynk.sync.events.entity.DetectedConflict.ContestedField;
import com.startynk.sync.protocol.Caller;
import com.startynk.sync.query.audit.AuditLine.FieldChange;
import com.startynk.sync.query.audit.AuditLine.Met;
import com.startynk.sync.query.entity.ShownFields;
import com.startynk.sync.query.projection.Fact;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What of the values in events a reader gets to see, and as what. Every value of a field that leaves the audit goes through
 * {@link #value}.
 */
final class ShownValues {

    private final EntityType type;
    private final String entityId;
    private final Set<String> hidden;
    private final ShownFields.View view;

    ShownValues(EntityType type, String entityId, Caller reader, ShownFields shown) {
        this.type = type;
        this.entityId = entityId;
        this.hidden = type.hiddenFields(reader.roles());
        this.view = shown.to(reader.roles(), List.of(new ShownFields.Named(type.name(), entityId)));
    }

    boolean shows(String field) {
        return !hidden.contains(field);
    }

    /** A value as it is stored, as the reader sees it. To be asked of fields that he sees. */
    @Nullable Object value(String field, @Nullable Object stored) {
        return view.opened(type.name(), entityId, field, stored);
    }

    Map<String, @Nullable Object> fields(Map<String, @Nullable Object> stored) {
        var shown = new LinkedHashMap<String, @Nullable Object>();
        stored.forEach((field, value) -> {
            var seen = shows(field) ? value(field, value) : null;
            if (seen != null) {
                shown.put(field, seen);
            }
        });
        return shown;
    }

    List<FieldChange> changes(List<FieldChange> stored) {
        return stored.stream()
                .filter(change -> shows(change.field()))
                .map(change -> new FieldChange(
                        change.field(), value(change.field(), change.from()), value(change.field(), change.to())))
                .toList();
    }

    /** The conflict that an event tells of, by the names of its fields. */
    @Nullable Met conflict(Fact fact) {
        if (fact.event() instanceof ConflictResolved decision) {
            return new Met(
                    decision.conflictId(),
                    null,
                    decision.resolution(),
                    decision.fields().keySet().stream().filter(this::shows).toList());
        }
        var conflict = fact.event().conflict();
        return conflict == null
                ? null
                : new Met(
                        conflict.conflictId(),
                        conflict.strategy(),
                        conflict.resolution(),
                        conflict.fields().stream()
                                .map(ContestedField::field)
                                .filter(this::shows)
                                .toList());
    }

    /** A field of a conflict with the values that met in it; null where it was not contested. */
    @Nullable ContestedField contested(@Nullable DetectedConflict conflict, String field) {
        if (conflict == null || !shows(field)) {
            return null;
        }
        return conflict.fields().stream()
                .filter(one -> one.field().equals(field))
                .findFirst()
                .map(one -> new ContestedField(
                        field,
                        value(field, one.base()),
                        value(field, one.client()),
                        value(field, one.server()),
                        value(field, one.merged())))
                .orElse(null);
    }
}
