package com.startynk.sync.query.retention;

import com.startynk.sync.query.platform.UtcTimes;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.List;
import org.springframework.jdbc.core.JdbcOperations;

/** The feed's old end, and how far it has been cleared of tombstones. */
final class TombstoneRows {

    private final JdbcOperations jdbc;

    TombstoneRows(JdbcOperations jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * How far it is.
     *
     * @param refusedBelow cursors before this place are refused
     * @param announcedAt since when they are
     * @param lookedTo the place up to which tombstones have been looked for
     * @param scannedTo the place up to which they are deleted
     */
    record State(long refusedBelow, Instant announcedAt, long lookedTo, long scannedTo) {}

    /** An entity at its place. */
    record Place(String entityId, long position, boolean tombstone) {}

    State state() {
        return jdbc.query(
                        "SELECT refused_below, announced_at, looked_to, scanned_to FROM tombstone_horizon",
                        (row, n) -> new State(
                                row.getLong(1),
                                UtcTimes.instant(row.getObject(2, LocalDateTime.class)),
                                row.getLong(3),
                                row.getLong(4)))
                .get(0);
    }

    /**
     * The first places above one. What stands there stays as it is or moves to the feed's end, so no place is looked at twice.
     * Projects keep their tombstones: who is in them, and that they exist, hangs on their rows, and they are few.
     */
    List<Place> places(long above, long upTo, int limit) {
        return jdbc.query(
                "SELECT entity_id, position, deleted AND entity_id <> project_id FROM synced_entity"
                        + " FORCE INDEX (whole_feed) WHERE position > ? AND position <= ? ORDER BY position LIMIT ?",
                (row, n) -> new Place(row.getString(1), row.getLong(2), row.getBoolean(3)),
                above,
                upTo,
                limit);
    }

    void lookedTo(long position) {
        jdbc.update("UPDATE tombstone_horizon SET looked_to = ?", position);
    }

    void announce(long refusedBelow, Instant at) {
        jdbc.update(
                "UPDATE tombstone_horizon SET refused_below = ?, generation = generation + 1, announced_at = ?",
                refusedBelow,
                UtcTimes.column(at));
    }

    void scannedTo(long position) {
        jdbc.update("UPDATE tombstone_horizon SET scanned_to = ?", position);
    }
}
