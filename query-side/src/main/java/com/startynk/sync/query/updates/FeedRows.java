package com.startynk.sync.query.updates;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.startynk.sync.protocol.Projects;
import com.startynk.sync.query.ownership.Sight;
import com.startynk.sync.query.platform.RawJson;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import org.springframework.jdbc.core.JdbcOperations;

/** Reads stretches of the feed. */
public final class FeedRows {

    /** So many stretches go into one statement; a reader of more projects costs more statements, not an endless one. */
    private static final int STRETCHES_PER_STATEMENT = 64;

    private static final String ROW =
            "e.entity_id, e.entity_type, e.project_id, e.version, e.data, e.deleted, e.user_id,"
                    + " e.device_id, e.occurred_at";

    private final JdbcOperations jdbc;

    public FeedRows(JdbcOperations jdbc) {
        this.jdbc = jdbc;
    }

    /** One statement, so that head and standings are of one moment: no grant at or below the head is missed. */
    Horizon horizon(String userId) {
        var standings = new ArrayList<Standing>();
        var head = new long[3];
        jdbc.query(
                """
                SELECT h.position, m.project_id, m.granted_position, m.revoked_position, f.last_position,
                    (SELECT o.last_position FROM project_feed o WHERE o.project_id = 'org'), t.refused_below, t.generation
                FROM feed_head h CROSS JOIN tombstone_horizon t
                LEFT JOIN project_membership m ON m.user_id = ?
                LEFT JOIN project_feed f ON f.project_id = m.project_id
                """,
                row -> {
                    if (standings.isEmpty()) {
                        head[0] = row.getLong(1);
                        head[1] = row.getLong(7);
                        head[2] = row.getLong(8);
                        standings.add(new Standing(Projects.ORG, 0, null, row.getLong(6)));
                    }
                    var project = row.getString(2);
                    if (project != null) {
                        var revoked = row.getObject(4, Long.class);
                        standings.add(new Standing(project, row.getLong(3), revoked, row.getLong(5)));
                    }
                },
                (Object) userId.getBytes(UTF_8));
        return horizon(head, standings);
    }

    private static Horizon horizon(long[] head, List<Standing> standings) {
        return new Horizon(head[0], new TombstoneHorizon(head[1], head[2]), standings);
    }

    /** An admin needs no standing to read everything; those named are looked up so that only existing ones are marked. */
    Horizon horizonOfAdmin(Collection<String> projectIds) {
        var standings = new ArrayList<Standing>();
        var head = new long[3];
        jdbc.query(
                "SELECT h.position, f.project_id, f.last_position, t.refused_below, t.generation"
                        + " FROM feed_head h CROSS JOIN tombstone_horizon t LEFT JOIN project_feed f ON "
                        + (projectIds.isEmpty() ? "1 = 0" : "f.project_id IN (" + marks(projectIds.size()) + ")"),
                row -> {
                    head[0] = row.getLong(1);
                    head[1] = row.getLong(4);
                    head[2] = row.getLong(5);
                    var project = row.getString(2);
                    if (project != null) {
                        standings.add(new Standing(project, 0, null, row.getLong(3)));
                    }
                },
                projectIds.toArray());
        return horizon(head, standings);
    }

    /** The first changes of these stretches together, by place and entity id. */
    List<FeedRow> first(int limit, List<? extends Stretch> stretches, Sight sight) {
        if (stretches.isEmpty() || sight.isEmpty()) {
            return List.of();
        }
        if (stretches.size() == 1) {
            return single(limit, stretches.get(0), sight);
        }
        var rows = new ArrayList<FeedRow>();
        for (var at = 0; at < stretches.size(); at += STRETCHES_PER_STATEMENT) {
            var some = stretches.subList(at, Math.min(stretches.size(), at + STRETCHES_PER_STATEMENT));
            rows.addAll(some.size() == 1 ? single(limit, some.get(0), sight) : union(limit, some, sight));
        }
        rows.sort(Comparator.comparingLong(FeedRow::place).thenComparing(FeedRow::entityId));
        return rows.size() > limit ? rows.subList(0, limit) : rows;
    }

    private List<FeedRow> single(int limit, Stretch stretch, Sight sight) {
        var keys = StretchSql.of(stretch, sight, limit);
        return jdbc.query(
                "SELECT " + keys.place() + ", " + keys.revoked() + ", " + ROW + keys.from() + keys.where()
                        + keys.order(),
                (row, n) -> read(row),
                keys.values().toArray());
    }

    /** The keys come out of the index alone; only the rows that make it into the page are looked up. */
    private List<FeedRow> union(int limit, List<? extends Stretch> stretches, Sight sight) {
        var sql = new StringBuilder("SELECT k.place, k.revoked, " + ROW + " FROM (");
        var values = new ArrayList<Object>();
        for (var stretch : stretches) {
            var keys = StretchSql.of(stretch, sight, limit);
            sql.append(values.isEmpty() ? "(SELECT " : " UNION ALL (SELECT ")
                    .append(keys.place())
                    .append(" AS place, ")
                    .append(keys.revoked())
                    .append(" AS revoked, e.entity_id")
                    .append(keys.from())
                    .append(keys.where())
                    .append(keys.order())
                    .append(")");
            values.addAll(keys.values());
        }
        sql.append(" ORDER BY place, entity_id LIMIT ?) k JOIN synced_entity e ON e.entity_id = k.entity_id")
                .append(" ORDER BY k.place, k.entity_id");
        values.add(limit);
        return jdbc.query(sql.toString(), (row, n) -> read(row), values.toArray());
    }

    static String marks(int count) {
        return String.join(", ", Collections.nCopies(count, "?"));
    }

    private static FeedRow read(ResultSet row) throws SQLException {
        return new FeedRow(
                row.getLong(1),
                row.getBoolean(2),
                row.getString(3),
                row.getString(4),
                row.getString(5),
                row.getLong(6),
                new RawJson(row.getBytes(7)),
                row.getBoolean(8),
                new String(row.getBytes(9), UTF_8),
                new String(row.getBytes(10), UTF_8),
                row.getObject(11, LocalDateTime.class));
    }
}
