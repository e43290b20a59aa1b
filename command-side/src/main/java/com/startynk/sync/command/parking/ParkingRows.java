package com.startynk.sync.command.parking;

import com.startynk.sync.events.entity.EntityId;
import com.startynk.sync.events.entity.MutationId;
import com.startynk.sync.events.parking.ParkedItem;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcOperations;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** Which mutations wait, and for what: the index that says whom an arrival sets free. */
public final class ParkingRows implements ParkingIndex {

    private static final String WAITING = "WAITING";
    private static final String REFUSED = "REFUSED";
    private static final String WAITING_COLUMNS = "place, parked_at, next_try_at, item";

    private final JdbcOperations jdbc;
    /** Whole numbers come back as they were: entities keep them as longs. */
    private final JsonMapper json = JsonMapper.builder()
            .enable(DeserializationFeature.USE_LONG_FOR_INTS)
            .build();

    public ParkingRows(JdbcOperations jdbc) {
        this.jdbc = jdbc;
    }

    public void park(ParkedItem item, Instant at) {
        jdbc.update(
                """
                INSERT INTO parked_mutation (mutation_id, user_id, device_id, state, item, entity_id, makes_id, parked_at)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?) ON DUPLICATE KEY UPDATE state = state
                """,
                item.mutationId().toString(),
                bytes(item.userId()),
                bytes(item.deviceId()),
                WAITING,
                json.writeValueAsString(item),
                item.entityId().toString(),
                item.creates() ? item.entityId().toString() : null,
                LocalDateTime.ofInstant(at, ZoneOffset.UTC));
        for (var awaited : item.awaits()) {
            jdbc.update("""
                INSERT INTO parked_wait (awaited_id, mutation_id) VALUES (?, ?)
                ON DUPLICATE KEY UPDATE mutation_id = mutation_id
                """, awaited.toString(), item.mutationId().toString());
        }
    }

    /** Nothing more is to be done about it. */
    public void done(MutationId mutation) {
        forget(mutation);
        jdbc.update("DELETE FROM parked_mutation WHERE mutation_id = ?", mutation.toString());
    }

    public void refused(MutationId mutation) {
        forget(mutation);
        jdbc.update("UPDATE parked_mutation SET state = ? WHERE mutation_id = ?", REFUSED, mutation.toString());
    }

    /** How often it was tried in vain. */
    public int tries(MutationId mutation) {
        return jdbc
                .queryForList(
                        "SELECT tries FROM parked_mutation WHERE mutation_id = ?", Integer.class, mutation.toString())
                .stream()
                .findFirst()
                .orElse(0);
    }

    /** Notes a try that failed for now, so that it is not tried again before the time. */
    public void tried(MutationId mutation, int tries, Instant nextTry) {
        jdbc.update(
                "UPDATE parked_mutation SET tries = ?, next_try_at = ? WHERE mutation_id = ?",
                tries,
                LocalDateTime.ofInstant(nextTry, ZoneOffset.UTC),
                mutation.toString());
    }

    /** The entities of those whose next try is due, the longest due first. */
    public List<EntityId> due(Instant now, int limit) {
        return jdbc.query("""
                SELECT entity_id FROM parked_mutation WHERE state = 'WAITING' AND next_try_at <= ?
                GROUP BY entity_id ORDER BY MIN(next_try_at) LIMIT ?
                """, ParkingRows::entity, LocalDateTime.ofInstant(now, ZoneOffset.UTC), limit);
    }

    /** Those that wait to be applied to this entity, the oldest first. */
    @Override
    public List<Waiting> lineOf(EntityId entity) {
        return jdbc.query(
                "SELECT " + WAITING_COLUMNS
                        + " FROM parked_mutation WHERE entity_id = ? AND state = 'WAITING' ORDER BY place",
                this::waiting,
                entity.toString());
    }

    @Override
    public boolean anyWaits() {
        return !jdbc.queryForList("SELECT 1 FROM parked_mutation WHERE state = 'WAITING' LIMIT 1", Integer.class)
                .isEmpty();
    }

    @Override
    public int waitingOf(String userId, String deviceId, int bound) {
        var waiting = jdbc.queryForObject("""
            SELECT COUNT(*) FROM (SELECT 1 FROM parked_mutation
            WHERE user_id = ? AND device_id = ? AND state = 'WAITING' LIMIT ?) waiting
            """, Integer.class, bytes(userId), bytes(deviceId), bound);
        return waiting == null ? 0 : waiting;
    }

    @Override
    public Optional<MutationId> creationOf(EntityId entity, String userId) {
        return jdbc
                .queryForList(
                        "SELECT mutation_id FROM parked_mutation WHERE makes_id = ? AND user_id = ? AND state = 'WAITING'"
                                + " ORDER BY place LIMIT 1",
                        String.class,
                        entity.toString(),
                        bytes(userId))
                .stream()
                .map(MutationId::of)
                .findFirst();
    }

    /** The entities that parked creations are to make of a type, and the fields that they would have. */
    public List<ParkedItem> creationsOf(String entityType) {
        return jdbc.query("""
            SELECT item FROM parked_mutation
            WHERE makes_id IS NOT NULL AND JSON_UNQUOTE(JSON_EXTRACT(item, '$.entityType')) = ?
            """, this::item, entityType);
    }

    private void forget(MutationId mutation) {
        jdbc.update("DELETE FROM parked_wait WHERE mutation_id = ?", mutation.toString());
    }

    /** The entities to which something is to be applied that waits for this one. */
    public List<EntityId> awaiting(EntityId entity) {
        return jdbc.query("""
                SELECT DISTINCT entity_id FROM parked_wait JOIN parked_mutation USING (mutation_id)
                WHERE awaited_id = ? AND state = 'WAITING'
                """, ParkingRows::entity, entity.toString());
    }

    private static EntityId entity(ResultSet row, int number) throws SQLException {
        return EntityId.of(row.getString(1));
    }

    /**
     * Those that have waited since before this time and have not been tried, a page of them in the order in which they
     * were parked.
     *
     * @param after the place of the last one of the page before; 0 begins
     */
    public List<Waiting> waitingSince(Instant before, long after, int limit) {
        return jdbc.query(
                "SELECT " + WAITING_COLUMNS
                        + " FROM parked_mutation WHERE state = 'WAITING' AND next_try_at IS NULL AND place > ? AND"
                        + " parked_at < ? ORDER BY place LIMIT ?",
                this::waiting,
                after,
                LocalDateTime.ofInstant(before, ZoneOffset.UTC),
                limit);
    }

    /**
     * A parked mutation.
     *
     * @param place its place among all
     * @param since when it was parked
     * @param nextTry when it is tried again after a try that failed for now; null when none has failed
     */
    public record Waiting(
            long place, Instant since, @Nullable Instant nextTry, ParkedItem item) {}

    private Waiting waiting(ResultSet row, int number) throws SQLException {
        var nextTry = row.getObject(3, LocalDateTime.class);
        return new Waiting(
                row.getLong(1),
                row.getObject(2, LocalDateTime.class).toInstant(ZoneOffset.UTC),
                nextTry == null ? null : nextTry.toInstant(ZoneOffset.UTC),
                json.readValue(row.getString(4), ParkedItem.class));
    }

    /** A device's dead letters, the oldest first. */
    public List<ParkedItem> refusedOf(String userId, String deviceId) {
        return jdbc.query("""
            SELECT item FROM parked_mutation WHERE user_id = ? AND device_id = ? AND state = 'REFUSED'
            ORDER BY parked_at, mutation_id
            """, this::item, bytes(userId), bytes(deviceId));
    }

    /**
     * Dead letters, a page of them in the order in which they were parked.
     *
     * @param userId whose; null for everybody's
     * @param after the place of the last one of the page before; 0 begins
     */
    public List<Waiting> refused(@Nullable String userId, long after, int limit) {
        return jdbc.query(
                "SELECT " + WAITING_COLUMNS
                        + " FROM parked_mutation WHERE state = 'REFUSED' AND place > ? AND (? IS NULL OR user_id = ?)"
                        + " ORDER BY place LIMIT ?",
                this::waiting,
                after,
                userId == null ? null : bytes(userId),
                userId == null ? null : bytes(userId),
                limit);
    }

    private ParkedItem item(ResultSet row, int number) throws SQLException {
        return json.readValue(row.getString(1), ParkedItem.class);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(java.nio.charset.StandardCharsets.UTF_8);
    }
}
