package com.startynk.sync.query.projection;

import com.startynk.sync.events.entity.ConflictResolved;
import com.startynk.sync.events.entity.EntityChanged;
import com.startynk.sync.events.entity.EntityCreated;
import com.startynk.sync.events.entity.EntityDeleted;
import com.startynk.sync.events.entity.EntityEvent;
import com.startynk.sync.events.entity.EntityRevived;
import com.startynk.sync.events.entity.SensitiveValuesErased;
import com.startynk.sync.query.activity.ConflictCountRows;
import com.startynk.sync.query.activity.ConflictTally;
import com.startynk.sync.query.activity.CountRows;
import com.startynk.sync.query.activity.Counts;
import com.startynk.sync.query.activity.EntityTotalRows;
import com.startynk.sync.query.projection.Projected.Entry;
import java.util.List;
import java.util.TreeMap;

/**
 * Counts what happens, for dashboards, in the minute in which it happened. The token moves in the same transaction, so every
 * event is counted once; one that is replayed has been counted before.
 */
public final class Tally {

    /** What {@code activity_count} counts. */
    public static final List<String> ACTIVITY = List.of("changes", "applied", "merged", "conflict");

    private static final int CHANGES = 0;
    private static final int APPLIED = 1;
    private static final int MERGED = 2;
    private static final int CONFLICT = 3;

    private final CountRows activity;
    private final ConflictCountRows conflicts;
    private final EntityTotalRows totals;

    public Tally(CountRows activity, ConflictCountRows conflicts, EntityTotalRows totals) {
        this.activity = activity;
        this.conflicts = conflicts;
        this.totals = totals;
    }

    void count(List<Fact> facts) {
        var counts = new Counts(ACTIVITY.size());
        var met = new ConflictTally();
        facts.stream().filter(fact -> !fact.replayed()).forEach(fact -> {
            if (changes(fact.event())) {
                counts.add(fact.at(), fact.projectId(), CHANGES);
            }
            if (isPushed(fact.event())) {
                counts.add(fact.at(), fact.projectId(), outcome(fact.event()));
            }
            count(fact, met);
        });
        activity.add(counts);
        conflicts.add(met);
    }

    /** Goes by an entity's row before and after, so what changes no row counts nothing. */
    void countEntities(List<Entry> entries) {
        var more = new TreeMap<String, Long>();
        for (var entry : entries) {
            var before = entry.entity().before();
            var was = before != null && !before.deleted() ? 1L : 0L;
            var is = entry.row().deleted() ? 0L : 1L;
            more.merge(entry.row().entityType(), is - was, Long::sum);
        }
        totals.add(more);
    }

    private static void count(Fact fact, ConflictTally met) {
        var conflict = fact.event().conflict();
        if (conflict != null) {
            met.met(
                    fact.at(),
                    fact.projectId(),
                    fact.entityType(),
                    conflict.strategy(),
                    conflict.resolution().name(),
                    conflict.fields().stream().map(field -> field.field()).toList());
        }
        if (fact.event() instanceof ConflictResolved decision) {
            met.decided(
                    fact.at(),
                    fact.projectId(),
                    fact.entityType(),
                    decision.resolution().name());
        }
    }

    private static boolean changes(EntityEvent event) {
        return event instanceof EntityCreated
                || event instanceof EntityChanged
                || event instanceof EntityDeleted
                || event instanceof EntityRevived
                || event instanceof SensitiveValuesErased
                || (event instanceof ConflictResolved decision
                        && (decision.deleted() || !decision.fields().isEmpty()));
    }

    /** What people do to a conflict or to a person's data came from no device's outbox. */
    private static boolean isPushed(EntityEvent event) {
        return !(event instanceof ConflictResolved) && !(event instanceof SensitiveValuesErased);
    }

    private static int outcome(EntityEvent event) {
        return switch (event.mutation().outcome()) {
            case APPLIED -> APPLIED;
            case MERGED -> MERGED;
            case CONFLICT -> CONFLICT;
        };
    }
}
