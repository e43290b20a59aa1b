package com.startynk.sync.query.conflict;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.startynk.sync.platform.database.BulkRows;
import com.startynk.sync.query.ownership.Sight;
import com.startynk.sync.query.platform.UtcTimes;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcOperations;

/** The record of conflicts. */
public final class ConflictRows {

    private static final String COLUMNS = "conflict_id, entity_type, entity_id, project_id, mutation_id, strategy,"
            + " resolution, status, fields, detected_at, user_id, device_id, resolved_at, resolved_by";

    private final JdbcOperations jdbc;
    private final BulkRows<ConflictRow> all;
    private final BulkRows<ConflictRow> corrections;

    public ConflictRows(JdbcOperations jdbc) {
        this.jdbc = jdbc;
        this.all = rows(jdbc, "conflict_id = conflict_id");
        this.corrections = rows(jdbc, """
                entity_type = VALUES(entity_type), entity_id = VALUES(entity_id), project_id = VALUES(project_id),
                mutation_id = VALUES(mutation_id), strategy = VALUES(strategy), resolution = VALUES(resolution),
                status = VALUES(status), fields = VALUES(fields), detected_at = VALUES(detected_at),
                user_id = VALUES(user_id), device_id = VALUES(device_id), resolved_at = VALUES(resolved_at),
                resolved_by = VALUES(resolved_by)
                """);
    }

    private static BulkRows<ConflictRow> rows(JdbcOperations jdbc, String onDuplicate) {
        return new BulkRows<>(
                jdbc,
                "INSERT INTO conflict_log (" + COLUMNS + ")",
                "(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                onDuplicate,
                ConflictRows::set);
    }

    /**
     * Which conflicts to list, newest first.
     *
     * @param projects null for all
     * @param after the last one of the page before
     */
    record Filter(
            @Nullable Collection<String> projects,
            Sight sight,
            @Nullable String status,
            @Nullable After after,
            int limit) {}

    record After(Instant detectedAt, String conflictId) {}

    /** A conflict that is there already stays as it is: it may have been resolved since. */
    public void save(List<ConflictRow> conflicts) {
        all.save(conflicts);
    }

    /** Which of these are missing, or otherwise. */
    public List<ConflictRow> wrong(List<ConflictRow> conflicts) {
        if (conflicts.isEmpty()) {
            return List.of();
        }
        var there = new HashSet<>(jdbc.query(
                "SELECT " + COLUMNS + " FROM conflict_log WHERE conflict_id IN (" + marks(conflicts) + ")",
                (row, n) -> read(row),
                conflicts.stream().map(ConflictRow::conflictId).toArray()));
        return conflicts.stream().filter(conflict -> !there.contains(conflict)).toList();
    }

    /** Writes conflicts that were wrong. */
    public void correct(List<ConflictRow> conflicts) {
        corrections.save(conflicts);
    }

    Optional<ConflictRow> find(String conflictId) {
        return jdbc
                .query(
                        "SELECT " + COLUMNS + " FROM conflict_log WHERE conflict_id = ?",
                        (row, n) -> read(row),
                        conflictId)
                .stream()
                .findFirst();
    }

    /** Those of these that wait for a person. */
    public List<ConflictRow> pending(Collection<String> conflictIds) {
        return conflictIds.isEmpty()
                ? List.of()
                : jdbc.query(
                        "SELECT " + COLUMNS + " FROM conflict_log WHERE status = 'PENDING' AND conflict_id IN ("
                                + marks(conflictIds) + ")",
                        (row, n) -> read(row),
                        conflictIds.toArray());
    }

    /** Writes how a person has decided. */
    public void resolve(ConflictRow conflict) {
        var resolvedAt = Objects.requireNonNull(conflict.resolvedAt());
        var resolvedBy = Objects.requireNonNull(conflict.resolvedBy());
        jdbc.update(
                "UPDATE conflict_log SET resolution = ?, status = ?, fields = ?, resolved_at = ?, resolved_by = ?"
                        + " WHERE conflict_id = ?",
                conflict.resolution(),
                conflict.status(),
                conflict.fields(),
                UtcTimes.column(resolvedAt),
                resolvedBy.getBytes(UTF_8),
                conflict.conflictId());
    }

    List<ConflictRow> list(Filter filter) {
        var projects = filter.projects();
        if (filter.sight().isEmpty() || (projects != null && projects.isEmpty())) {
            return List.of();
        }
        var sql = new StringBuilder("SELECT " + COLUMNS + " FROM conflict_log e WHERE "
                + filter.sight().sql());
        var values = new ArrayList<Object>(filter.sight().values());
        if (projects != null) {
            sql.append(" AND project_id IN (").append(marks(projects)).append(")");
            values.addAll(projects);
        }
        if (filter.status() != null) {
            sql.append(" AND status = ?");
            values.add(filter.status());
        }
        var after = filter.after();
        if (after != null) {
            sql.append(" AND (detected_at < ? OR (detected_at = ? AND conflict_id < ?))");
            var at = UtcTimes.column(after.detectedAt());
            values.addAll(List.of(at, at, after.conflictId()));
        }
        sql.append(" ORDER BY detected_at DESC, conflict_id DESC LIMIT ?");
        values.add(filter.limit());
        return jdbc.query(sql.toString(), (row, n) -> read(row), values.toArray());
    }

    private static String marks(Collection<?> values) {
        return String.join(", ", Collections.nCopies(values.size(), "?"));
    }

    private static void set(ConflictRow row, PreparedStatement statement, int first) throws SQLException {
        var at = first;
        for (var text : List.of(
                row.conflictId(),
                row.entityType(),
                row.entityId(),
                row.projectId(),
                row.mutationId(),
                row.strategy(),
                row.resolution(),
                row.status(),
                row.fields())) {
            statement.setString(at++, text);
        }
        var resolvedAt = row.resolvedAt();
        var resolvedBy = row.resolvedBy();
        statement.setObject(at++, UtcTimes.column(row.detectedAt()));
        statement.setBytes(at++, row.userId().getBytes(UTF_8));
        statement.setBytes(at++, row.deviceId().getBytes(UTF_8));
        statement.setObject(at++, resolvedAt == null ? null : UtcTimes.column(resolvedAt));
        statement.setBytes(at, resolvedBy == null ? null : resolvedBy.getBytes(UTF_8));
    }

    private static ConflictRow read(ResultSet row) throws SQLException {
        var resolvedBy = row.getBytes(14);
        return new ConflictRow(
                row.getString(1),
                row.getString(2),
                row.getString(3),
                row.getString(4),
                row.getString(5),
                row.getString(6),
                row.getString(7),
                row.getString(8),
                row.getString(9),
                UtcTimes.instant(row.getObject(10, LocalDateTime.class)),
                new String(row.getBytes(11), UTF_8),
                new String(row.getBytes(12), UTF_8),
                UtcTimes.instantOrNull(row.getObject(13, LocalDateTime.class)),
                resolvedBy == null ? null : new String(resolvedBy, UTF_8));
    }
}
