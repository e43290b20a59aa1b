package com.startynk.sync.query.activity;

import com.startynk.sync.platform.database.BulkRows;
import com.startynk.sync.query.platform.UtcTimes;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcOperations;

/** Counts of conflicts over time, by how they ended and by what was contested. */
public final class ConflictCountRows {

    private final JdbcOperations jdbc;
    private final BulkRows<Map.Entry<ConflictTally.Outcome, Long>> outcomes;
    private final BulkRows<Map.Entry<ConflictTally.Contest, Long>> contests;

    public ConflictCountRows(JdbcOperations jdbc) {
        this.jdbc = jdbc;
        this.outcomes = new BulkRows<>(
                jdbc,
                "INSERT INTO conflict_count (project_id, step, begins_at, entity_type, strategy, resolution, conflicts)",
                "(?, ?, ?, ?, ?, ?, ?)",
                "conflicts = conflicts + VALUES(conflicts)",
                (row, statement, first) -> {
                    var outcome = row.getKey();
                    statement.setString(first, outcome.bucket().projectId());
                    statement.setString(first + 1, outcome.bucket().step().code());
                    statement.setObject(
                            first + 2, UtcTimes.column(outcome.bucket().beginning()));
                    statement.setString(first + 3, outcome.entityType());
                    statement.setString(first + 4, outcome.strategy());
                    statement.setString(first + 5, outcome.resolution());
                    statement.setLong(first + 6, row.getValue());
                });
        this.contests = new BulkRows<>(
                jdbc,
                "INSERT INTO contested_field_count (project_id, begins_at, entity_type, field, contests)",
                "(?, ?, ?, ?, ?)",
                "contests = contests + VALUES(contests)",
                (row, statement, first) -> {
                    var contest = row.getKey();
                    statement.setString(first, contest.bucket().projectId());
                    statement.setObject(
                            first + 1, UtcTimes.column(contest.bucket().beginning()));
                    statement.setString(first + 2, contest.entityType());
                    statement.setString(first + 3, contest.field());
                    statement.setLong(first + 4, row.getValue());
                });
    }

    /** How many conflicts of a type ended so in one minute or hour. */
    public record Ended(Instant at, String entityType, String strategy, String resolution, long count) {}

    /** How often a field was contested. */
    public record Contested(String entityType, String field, long count) {}

    /** Adds to what is there; in the transaction of the conflicts. */
    public void add(ConflictTally tally) {
        outcomes.save(List.copyOf(tally.outcomes().entrySet()));
        contests.save(List.copyOf(tally.contests().entrySet()));
    }

    /**
     * Those since a moment.
     *
     * @param projects null for all
     */
    public List<Ended> since(Instant from, Step step, @Nullable Collection<String> projects) {
        var wanted = wanted(projects);
        if (wanted.isEmpty()) {
            return List.of();
        }
        var values = new ArrayList<Object>(wanted);
        values.add(step.code());
        values.add(UtcTimes.column(from));
        return jdbc.query(
                "SELECT begins_at, entity_type, strategy, resolution, SUM(conflicts) FROM conflict_count"
                        + " WHERE project_id IN (" + marks(wanted)
                        + ") AND step = ? AND begins_at >= ? GROUP BY begins_at, entity_type, strategy, resolution",
                (row, n) -> new Ended(
                        UtcTimes.instant(row.getObject(1, LocalDateTime.class)),
                        row.getString(2),
                        row.getString(3),
                        row.getString(4),
                        row.getLong(5)),
                values.toArray());
    }

    /**
     * The fields that were contested since a moment.
     *
     * @param projects null for all
     */
    public List<Contested> contestedSince(Instant from, @Nullable Collection<String> projects) {
        var wanted = wanted(projects);
        if (wanted.isEmpty()) {
            return List.of();
        }
        var values = new ArrayList<Object>(wanted);
        values.add(UtcTimes.column(from));
        return jdbc.query(
                "SELECT entity_type, field, SUM(contests) FROM contested_field_count WHERE project_id IN ("
                        + marks(wanted) + ") AND begins_at >= ? GROUP BY entity_type, field",
                (row, n) -> new Contested(row.getString(1), row.getString(2), row.getLong(3)),
                values.toArray());
    }

    /** Deletes some of what was counted before a moment; answers how many rows they were. */
    public int deleteBefore(Instant time, Step step, int atMost) {
        return jdbc.update(
                "DELETE FROM conflict_count WHERE step = ? AND begins_at < ? ORDER BY step, begins_at LIMIT ?",
                step.code(),
                UtcTimes.column(time),
                atMost);
    }

    /** The same of contested fields. */
    public int deleteFieldsBefore(Instant time, int atMost) {
        return jdbc.update(
                "DELETE FROM contested_field_count WHERE begins_at < ? ORDER BY begins_at LIMIT ?",
                UtcTimes.column(time),
                atMost);
    }

    private static List<String> wanted(@Nullable Collection<String> projects) {
        return projects == null ? List.of(Counts.ALL) : List.copyOf(projects);
    }

    private static String marks(Collection<?> values) {
        return String.join(", ", Collections.nCopies(values.size(), "?"));
    }
}
