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
import org.springframework.jdbc.core.JdbcOperations;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** Which mutations wait, and for what: the index that says whom an arrival sets free. */
public final class ParkingRows {

    private static final String WAITING = "WAITING";
    private static final String REFUSED = "REFUSED";

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
                INSERT INTO parked_mutation (mutation_id, user_id, device_id, state, item, parked_at)
                VALUES (?, ?, ?, ?, ?, ?) ON DUPLICATE KEY UPDATE state = state
                """,
                item.mutationId().toString(),
                bytes(item.userId()),
                bytes(item.deviceId()),
                WAITING,
                json.writeValueAsString(item),
                LocalDateTime.ofInstant(at, ZoneOffset.UTC));
        for (var awaited : item.awaits()) {
            jdbc.update("""
                    INSERT INTO parked_wait (awaited_id, mutation_id) VALUES (?, ?)
                    ON DUPLICATE KEY UPDATE mutation_id = mutation_id
                    """, awaited.toString(), item.mutationId().toString());
        }
    }

    public void applied(MutationId mutation) {
        forget(mutation);
        jdbc.update("DELETE FROM parked_mutation WHERE mutation_id = ?", mutation.toString());
    }

    public void refused(MutationId mutation) {
        forget(mutation);
        jdbc.update("UPDATE parked_mutation SET state = ? WHERE mutation_id = ?", REFUSED, mutation.toString());
    }

    private void forget(MutationId mutation) {
        jdbc.update("DELETE FROM parked_wait WHERE mutation_id = ?", mutation.toString());
    }

    /** Those that wait for this entity, the oldest first. */
    public List<ParkedItem> awaiting(EntityId entity) {
        return jdbc.query("""
                SELECT parked.item FROM parked_wait waits
                JOIN parked_mutation parked ON parked.mutation_id = waits.mutation_id
                WHERE waits.awaited_id = ? AND parked.state = 'WAITING' ORDER BY parked.place
                """, this::item, entity.toString());
    }

    /**
     * Those that have waited since before this time, a page of them in the order in which they were parked.
     *
     * @param after the place of the last one of the page before; 0 begins
     */
    public List<Waiting> waitingSince(Instant before, long after, int limit) {
        return jdbc.query(
                """
                SELECT place, parked_at, item FROM parked_mutation
                WHERE state = 'WAITING' AND place > ? AND parked_at < ? ORDER BY place LIMIT ?
                """,
                (row, number) -> new Waiting(
                        row.getLong(1),
                        row.getObject(2, LocalDateTime.class).toInstant(ZoneOffset.UTC),
                        json.readValue(row.getString(3), ParkedItem.class)),
                after,
                LocalDateTime.ofInstant(before, ZoneOffset.UTC),
                limit);
    }

    /** A parked mutation, its place among all and the time since which it waits. */
    public record Waiting(long place, Instant since, ParkedItem item) {}

    /** A device's dead letters, the oldest first. */
    public List<ParkedItem> refusedOf(String userId, String deviceId) {
        return jdbc.query("""
                SELECT item FROM parked_mutation WHERE user_id = ? AND device_id = ? AND state = 'REFUSED'
                ORDER BY parked_at, mutation_id
                """, this::item, bytes(userId), bytes(deviceId));
    }

    private ParkedItem item(ResultSet row, int number) throws SQLException {
        return json.readValue(row.getString(1), ParkedItem.class);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(java.nio.charset.StandardCharsets.UTF_8);
    }
}
