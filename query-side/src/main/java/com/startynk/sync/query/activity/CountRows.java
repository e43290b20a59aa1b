package com.startynk.sync.query.activity;

import com.startynk.sync.platform.database.BulkRows;
import com.startynk.sync.query.platform.UtcTimes;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcOperations;

/** A table of counts over time. */
public final class CountRows {

    private final JdbcOperations jdbc;
    private final String table;
    private final List<String> columns;
    private final BulkRows<Counts.Row> rows;

    /** @param columns what is counted, in the order of a {@link Counts} */
    public CountRows(JdbcOperations jdbc, String table, List<String> columns) {
        this.jdbc = jdbc;
        this.table = table;
        this.columns = List.copyOf(columns);
        this.rows = new BulkRows<>(
                jdbc,
                "INSERT INTO " + table + " (project_id, step, begins_at, " + String.join(", ", columns) + ")",
                "(?, ?, ?" + ", ?".repeat(columns.size()) + ")",
                columns.stream()
                        .map(column -> column + " = " + column + " + VALUES(" + column + ")")
                        .collect(Collectors.joining(", ")),
                (row, statement, first) -> {
                    statement.setString(first, row.bucket().projectId());
                    statement.setString(first + 1, row.bucket().step().code());
                    statement.setObject(first + 2, UtcTimes.column(row.bucket().beginning()));
                    for (var n = 0; n < row.sums().size(); n++) {
                        statement.setLong(first + 3 + n, row.sums().get(n));
                    }
                });
    }

    /** Adds to what is there; in the transaction of what is counted. */
    public void add(Counts counts) {
        rows.save(counts.rows());
    }

    /**
     * What was counted since a moment, by the beginnings of minutes or hours; those without any are not in it.
     *
     * @param projects null for all
     */
    public Map<Instant, long[]> since(Instant from, Step step, @Nullable Collection<String> projects) {
        var wanted = projects == null ? List.of(Counts.ALL) : projects;
        if (wanted.isEmpty()) {
            return Map.of();
        }
        var values = new ArrayList<Object>(wanted);
        values.add(step.code());
        values.add(UtcTimes.column(from));
        var counted = new HashMap<Instant, long[]>();
        jdbc.query(
                "SELECT begins_at, "
                        + columns.stream().map(column -> "SUM(" + column + ")").collect(Collectors.joining(", "))
                        + " FROM " + table + " WHERE project_id IN ("
                        + String.join(", ", Collections.nCopies(wanted.size(), "?"))
                        + ") AND step = ? AND begins_at >= ? GROUP BY begins_at",
                row -> {
                    var sums = new long[columns.size()];
                    for (var n = 0; n < sums.length; n++) {
                        sums[n] = row.getLong(n + 2);
                    }
                    counted.put(UtcTimes.instant(row.getObject(1, LocalDateTime.class)), sums);
                },
                values.toArray());
        return counted;
    }

    /** Deletes some of what was counted before a moment; answers how many rows they were. */
    public int deleteBefore(Instant time, Step step, int atMost) {
        return jdbc.update(
                "DELETE FROM " + table + " WHERE step = ? AND begins_at < ? ORDER BY step, begins_at LIMIT ?",
                step.code(),
                UtcTimes.column(time),
                atMost);
    }
}
