package com.startynk.sync.query.audit;

import com.startynk.sync.events.entity.ConflictResolved;
import com.startynk.sync.events.entity.EntityChanged;
import com.startynk.sync.events.entity.EntityCreated;
import com.startynk.sync.events.entity.EntityDeleted;
import com.startynk.sync.events.entity.EntityEvent;
import com.startynk.sync.events.entity.EntityRevived;
import com.startynk.sync.events.entity.SensitiveValuesErased;
import com.startynk.sync.query.audit.AuditLine.FieldChange;
import com.startynk.sync.query.projection.Fact;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What an entity was, while its events are laid over each other from the first on. */
public final class PastEntity {

    private final Map<String, @Nullable Object> fields = new LinkedHashMap<>();
    private boolean deleted;
    private long version;
    private long sequence = -1;
    private @Nullable Fact last;

    /**
     * A version that an event made.
     *
     * @param operation as in {@link AuditLine}
     */
    public record Step(String operation, List<FieldChange> changes) {}

    /** Lays the next event over it; empty where that made no version. */
    public Optional<Step> take(Fact fact) {
        sequence = fact.sequence();
        var event = fact.event();
        if (!makesVersion(event)) {
            return Optional.empty();
        }
        var willBeDeleted = willBeDeleted(event);
        var set = fieldsSet(event);
        var changes = deleted == willBeDeleted ? changesOf(set) : changesOfAll(set, willBeDeleted);
        overlay(set);
        deleted = willBeDeleted;
        version = event.version();
        last = fact;
        return Optional.of(new Step(operation(event), changes));
    }

    public long version() {
        return version;
    }

    /** The number of the last event that was taken; -1 before the first. */
    long sequence() {
        return sequence;
    }

    public boolean isDeleted() {
        return deleted;
    }

    /** What readers saw. */
    Map<String, @Nullable Object> shownFields() {
        return deleted ? Map.of() : fields;
    }

    /** A field as readers saw it; null stands for no value. */
    @Nullable Object shownField(String field) {
        return deleted ? null : fields.get(field);
    }

    /** The event that made the version; null before the first. */
    public @Nullable Fact last() {
        return last;
    }

    /** About how many characters it holds. */
    int weight() {
        return weight(fields);
    }

    private boolean makesVersion(EntityEvent event) {
        return event instanceof EntityCreated
                || event instanceof EntityChanged
                || event instanceof EntityDeleted
                || event instanceof EntityRevived
                || (event instanceof SensitiveValuesErased && event.version() > version)
                || (event instanceof ConflictResolved && event.version() > version);
    }

    private boolean willBeDeleted(EntityEvent event) {
        return event instanceof EntityDeleted
                || (event instanceof SensitiveValuesErased && deleted)
                || (event instanceof ConflictResolved decision && decision.deleted());
    }

    private String operation(EntityEvent event) {
        if (event instanceof EntityCreated) {
            return "CREATE";
        }
        if (event instanceof SensitiveValuesErased) {
            return "ERASE";
        }
        return willBeDeleted(event) ? "DELETE" : "UPDATE";
    }

    private static Map<String, @Nullable Object> fieldsSet(EntityEvent event) {
        if (event instanceof EntityCreated created) {
            return created.fields();
        }
        if (event instanceof EntityChanged changed) {
            return changed.fields();
        }
        if (event instanceof EntityRevived revived) {
            return revived.fields();
        }
        if (event instanceof SensitiveValuesErased erased) {
            var nothing = new LinkedHashMap<String, @Nullable Object>();
            erased.erased().forEach(field -> nothing.put(field, null));
            return nothing;
        }
        return event instanceof ConflictResolved decision ? decision.fields() : Map.of();
    }

    private List<FieldChange> changesOf(Map<String, @Nullable Object> set) {
        var changes = new ArrayList<FieldChange>();
        if (!deleted) {
            set.forEach((field, to) -> {
                var from = fields.get(field);
                if (!Objects.equals(from, to)) {
                    changes.add(new FieldChange(field, from, to));
                }
            });
        }
        return changes;
    }

    /** All fields go with a deletion, and come back with a revival. */
    private List<FieldChange> changesOfAll(Map<String, @Nullable Object> set, boolean goes) {
        var names = new LinkedHashSet<>(fields.keySet());
        names.addAll(set.keySet());
        var changes = new ArrayList<FieldChange>();
        for (var field : names) {
            var before = goes ? fields.get(field) : null;
            var after = goes ? null : set.containsKey(field) ? set.get(field) : fields.get(field);
            if (!Objects.equals(before, after)) {
                changes.add(new FieldChange(field, before, after));
            }
        }
        return changes;
    }

    private void overlay(Map<String, @Nullable Object> set) {
        set.forEach((field, value) -> {
            if (value == null) {
                fields.remove(field);
            } else {
                fields.put(field, value);
            }
        });
    }

    private static int weight(@Nullable Object value) {
        if (value instanceof String text) {
            return 40 + text.length();
        }
        var weight = 40;
        if (value instanceof Map<?, ?> map) {
            for (var entry : map.entrySet()) {
                weight += weight(entry.getKey()) + weight(entry.getValue());
            }
        } else if (value instanceof Collection<?> list) {
            for (var element : list) {
                weight += weight(element);
            }
        }
        return weight;
    }
}
