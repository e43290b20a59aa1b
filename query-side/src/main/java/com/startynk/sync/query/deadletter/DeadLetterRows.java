package com.startynk.sync.query.deadletter;

import com.startynk.sync.platform.database.BulkRows;
import com.startynk.sync.query.platform.UtcTimes;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.springframework.jdbc.core.JdbcOperations;

/** Dead letters of all projections. */
public final class DeadLetterRows {

    private static final String COLUMNS = "processor, sequence_id, sequence_number, event_id, event_type, cause,"
            + " parked_at, attempts, last_attempt_at";

    private final JdbcOperations jdbc;
    private final BulkRows<DeadLetter> letters;

    public DeadLetterRows(JdbcOperations jdbc) {
        this.jdbc = jdbc;
        this.letters = new BulkRows<>(
                jdbc,
                "INSERT INTO projection_dead_letter (" + COLUMNS + ")",
                "(?, ?, ?, ?, ?, ?, ?, ?, ?)",
                "processor = VALUES(processor)",
                DeadLetterRows::set);
    }

    /**
     * The first one of a stream.
     *
     * @param events how many of the stream are parked, this one included
     */
    public record Head(DeadLetter letter, long events) {}

    /** How much of a processor is parked. */
    public record Parked(long sequences, long events) {}

    /** The streams of which something is parked. */
    Set<String> sequences(String processor) {
        return new HashSet<>(jdbc.queryForList(
                "SELECT DISTINCT sequence_id FROM projection_dead_letter WHERE processor = ?",
                String.class,
                processor));
    }

    /** The first of a stream's, in order; until the transaction ends, nobody else tries them or adds to them unseen. */
    List<DeadLetter> lock(String processor, String sequenceId, int atMost) {
        return jdbc.query(
                "SELECT " + COLUMNS + " FROM projection_dead_letter WHERE processor = ? AND sequence_id = ?"
                        + " ORDER BY sequence_number LIMIT ? FOR UPDATE",
                (row, n) -> read(row),
                processor,
                sequenceId,
                atMost);
    }

    /** One that is there already stays as it is. */
    void save(List<DeadLetter> parked) {
        letters.save(parked);
    }

    /** Those of a stream up to and with this one were taken. */
    void removeUpTo(DeadLetter last) {
        jdbc.update(
                "DELETE FROM projection_dead_letter WHERE processor = ? AND sequence_id = ? AND sequence_number <= ?",
                last.processor(),
                last.sequenceId(),
                last.sequenceNumber());
    }

    /** The first one of a stream was tried in vain. */
    void failed(String processor, String sequenceId, String cause, Instant at) {
        jdbc.update("""
                UPDATE projection_dead_letter SET attempts = attempts + 1, last_attempt_at = ?, cause = ?
                WHERE processor = ? AND sequence_id = ? ORDER BY sequence_number LIMIT 1
                """, UtcTimes.column(at), cause, processor, sequenceId);
    }

    /** The first of each stream, what has been parked for longest first. */
    List<Head> heads(int atMost) {
        return jdbc.query("""
                SELECT d.*, s.events FROM projection_dead_letter d
                JOIN (SELECT processor, sequence_id, MIN(sequence_number) AS first_number, COUNT(*) AS events
                    FROM projection_dead_letter GROUP BY processor, sequence_id) s
                ON d.processor = s.processor AND d.sequence_id = s.sequence_id AND d.sequence_number = s.first_number
                ORDER BY d.parked_at, d.processor, d.sequence_id LIMIT ?
                """, (row, n) -> new Head(read(row), row.getLong("events")), atMost);
    }

    long count(String processor, String sequenceId) {
        var count = jdbc.queryForObject(
                "SELECT COUNT(*) FROM projection_dead_letter WHERE processor = ? AND sequence_id = ?",
                Long.class,
                processor,
                sequenceId);
        return count == null ? 0 : count;
    }

    /** Skips from stream to stream in the index, however much of each is parked. */
    long countSequences(String processor) {
        var count = jdbc.queryForObject(
                "SELECT COUNT(*) FROM (SELECT DISTINCT sequence_id FROM projection_dead_letter WHERE processor = ?) s",
                Long.class,
                processor);
        return count == null ? 0 : count;
    }

    Parked count(String processor) {
        return jdbc.query(
                        "SELECT COUNT(DISTINCT sequence_id), COUNT(*) FROM projection_dead_letter WHERE processor = ?",
                        (row, n) -> new Parked(row.getLong(1), row.getLong(2)),
                        processor)
                .get(0);
    }

    private static DeadLetter read(ResultSet row) throws SQLException {
        return new DeadLetter(
                row.getString("processor"),
                row.getString("sequence_id"),
                row.getLong("sequence_number"),
                row.getString("event_id"),
                row.getString("event_type"),
                row.getString("cause"),
                UtcTimes.instant(row.getObject("parked_at", LocalDateTime.class)),
                row.getInt("attempts"),
                UtcTimes.instantOrNull(row.getObject("last_attempt_at", LocalDateTime.class)));
    }

    private static void set(DeadLetter letter, PreparedStatement statement, int first) throws SQLException {
        var at = first;
        statement.setString(at++, letter.processor());
        statement.setString(at++, letter.sequenceId());
        statement.setLong(at++, letter.sequenceNumber());
        statement.setString(at++, letter.eventId());
        statement.setString(at++, letter.eventType());
        statement.setString(at++, letter.cause());
        statement.setObject(at++, UtcTimes.column(letter.parkedAt()));
        statement.setInt(at++, letter.attempts());
        statement.setObject(at, null);
    }
}
