package com.startynk.sync.query.retention;

import com.startynk.sync.catalog.EntityCatalog;
import com.startynk.sync.catalog.OwnerKey;
import com.startynk.sync.query.entity.EntityRow;
import com.startynk.sync.query.entity.EntityRows;
import com.startynk.sync.query.entity.StoredFields;
import com.startynk.sync.query.updates.FeedPositions;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Lets go of tombstones that are too old, in two runs. The first announces the place of the newest of them: from then on cursors
 * before it are refused, for their devices may hold what nothing will tell them to drop. A later one deletes them, when every
 * pull that had begun before the announcement is over.
 */
final class TombstoneRetention {

    /** No pull takes so long. */
    static final Duration LONGEST_PULL = Duration.ofMinutes(10);

    private final TombstoneRows tombstones;
    private final PurgedRows purged;
    private final EntityRows entities;
    private final FeedPositions positions;
    private final EntityCatalog catalog;
    private final StoredFields json;
    private final TransactionOperations transactions;
    private final RetentionSettings settings;
    private final Clock clock;

    TombstoneRetention(
            TombstoneRows tombstones,
            PurgedRows purged,
            EntityRows entities,
            FeedPositions positions,
            EntityCatalog catalog,
            StoredFields json,
            TransactionOperations transactions,
            RetentionSettings settings,
            Clock clock) {
        this.tombstones = tombstones;
        this.purged = purged;
        this.entities = entities;
        this.positions = positions;
        this.catalog = catalog;
        this.json = json;
        this.transactions = transactions;
        this.settings = settings;
        this.clock = clock;
    }

    void run() {
        deleteAnnounced();
        announce();
    }

    private void deleteAnnounced() {
        var state = tombstones.state();
        if (clock.instant().isBefore(state.announcedAt().plus(LONGEST_PULL))) {
            return;
        }
        for (var at = state.scannedTo(); at < state.refusedBelow(); ) {
            var some = tombstones.places(at, state.refusedBelow(), settings.batch());
            var end = end(some, state.refusedBelow());
            delete(some, end);
            at = end;
        }
    }

    private void delete(List<TombstoneRows.Place> some, long end) {
        var ids = some.stream()
                .filter(TombstoneRows.Place::tombstone)
                .map(TombstoneRows.Place::entityId)
                .toList();
        transactions.executeWithoutResult(status -> {
            if (!ids.isEmpty()) {
                // From here to the commit no event is projected, so what was revived meanwhile shows.
                positions.lockHead();
                var still = entities.find(ids).values().stream()
                        .filter(row -> row.deleted() && row.position() <= end)
                        .toList();
                purged.save(still.stream().map(this::remembered).toList());
                entities.delete(still.stream().map(EntityRow::entityId).toList());
            }
            tombstones.scannedTo(end);
        });
    }

    private Purged remembered(EntityRow row) {
        return new Purged(
                row.entityId(),
                row.entityType(),
                row.projectId(),
                row.version(),
                row.position(),
                row.createdPosition(),
                row.sequence(),
                subject(row));
    }

    private @Nullable String subject(EntityRow row) {
        var rule = catalog.find(row.entityType()).map(type -> type.subject()).orElse(null);
        if (rule == null) {
            return null;
        }
        var field = rule.field();
        var person = field == null ? row.entityId() : json.read(row.data()).get(field);
        return person instanceof String userId ? OwnerKey.of(userId) : null;
    }

    /** A cursor that misses no deletion stays good, however old it is. */
    private void announce() {
        var now = clock.instant();
        var state = tombstones.state();
        var upTo = positions.before(now.minus(settings.tombstones()));
        var newest = 0L;
        for (var at = state.lookedTo(); at < upTo; ) {
            var some = tombstones.places(at, upTo, settings.batch());
            newest = Math.max(
                    newest,
                    some.stream()
                            .filter(TombstoneRows.Place::tombstone)
                            .mapToLong(TombstoneRows.Place::position)
                            .max()
                            .orElse(0));
            at = end(some, upTo);
        }
        if (upTo > state.lookedTo()) {
            var refusedBelow = newest;
            transactions.executeWithoutResult(status -> {
                tombstones.lookedTo(upTo);
                if (refusedBelow > 0) {
                    tombstones.announce(refusedBelow, now);
                }
            });
        }
    }

    private long end(List<TombstoneRows.Place> some, long upTo) {
        return some.size() < settings.batch() ? upTo : some.get(some.size() - 1).position();
    }
}
