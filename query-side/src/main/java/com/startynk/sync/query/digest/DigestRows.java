package com.startynk.sync.query.digest;

import com.startynk.sync.platform.database.BulkRows;
import com.startynk.sync.query.digest.DigestItem.Part;
import com.startynk.sync.query.digest.DigestItem.Single;
import com.startynk.sync.query.digest.DigestItem.Whole;
import com.startynk.sync.query.ownership.Sight;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcOperations;

/** The buckets, kept up with every batch, and below them the entities themselves, a range of ids at a time. */
public final class DigestRows {

    /** The rows of the largest statement of {@link BulkRows}; the smaller ones are a quarter each of the next. */
    private static final int LARGEST = 64;

    /** As the buckets' migration reckons it, and {@link EntityHash}. */
    private static final String HASH =
            "CAST(BIT_XOR(CAST(CONV(SUBSTRING(SHA2(CONCAT(e.entity_id, ':', e.version), 256),"
                    + " 1, 16), 16, 10) AS UNSIGNED)) AS SIGNED)";

    private static final String IN_RANGE =
            " FROM synced_entity e WHERE e.project_id = ? AND e.entity_id BETWEEN ? AND ? AND NOT e.deleted AND ";

    /** What is one reader's own is reckoned when he asks: it is no more than he holds. */
    private static final String OWN = " FROM ownership o JOIN synced_entity e ON e.entity_id = o.entity_id"
            + " WHERE o.user_id = ? AND o.lost_position IS NULL AND NOT e.deleted AND o.entity_type IN (";

    private final JdbcOperations jdbc;
    private final BulkRows<DigestChanges.Change> buckets;

    public DigestRows(JdbcOperations jdbc) {
        this.jdbc = jdbc;
        this.buckets = new BulkRows<>(
                jdbc,
                "INSERT INTO digest_bucket (project_id, entity_type, digit, entities, hash)",
                "(?, ?, ?, ?, ?)",
                "entities = entities + VALUES(entities), hash = CAST(hash ^ VALUES(hash) AS SIGNED)",
                (change, statement, first) -> {
                    statement.setString(first, change.projectId());
                    statement.setString(first + 1, change.entityType());
                    statement.setString(first + 2, change.digit());
                    statement.setLong(first + 3, change.count());
                    statement.setLong(first + 4, change.hash());
                });
    }

    /** The caller holds the lock of the feed's head, so nobody else changes buckets. */
    public void save(DigestChanges changes) {
        var all = changes.all();
        if (!all.isEmpty()) {
            buckets.save(inFewStatements(all));
        }
    }

    /** Filled up with changes that change nothing, for these cost less than further statements. */
    private static List<DigestChanges.Change> inFewStatements(List<DigestChanges.Change> changes) {
        var last = changes.size() % LARGEST;
        var size = 1;
        while (size < last) {
            size *= 4;
        }
        var some = changes.get(0);
        var nothing = new DigestChanges.Change(some.projectId(), some.entityType(), some.digit(), 0, 0);
        var filled = new ArrayList<>(changes);
        filled.addAll(Collections.nCopies(last == 0 ? 0 : size - last, nothing));
        return filled;
    }

    /** @param projects null for all */
    List<Whole> wholes(@Nullable Collection<String> projects, Sight sight) {
        if (sight.isEmpty() || (projects != null && projects.isEmpty())) {
            return List.of();
        }
        var wholes = new ArrayList<Whole>();
        if (!sight.whole().isEmpty()) {
            wholes.addAll(ofBuckets(projects, sight.whole()));
        }
        if (sight.isNarrowed()) {
            wholes.addAll(ofOwn(projects, sight));
            wholes.sort(Comparator.comparing(Whole::projectId).thenComparing(Whole::entityType));
        }
        return wholes;
    }

    private List<Whole> ofBuckets(@Nullable Collection<String> projects, Collection<String> entityTypes) {
        var values = new ArrayList<Object>(entityTypes);
        var where = "entity_type IN (" + Sight.marks(entityTypes) + ")";
        if (projects != null) {
            where += " AND project_id IN (" + Sight.marks(projects) + ")";
            values.addAll(projects);
        }
        return wholes(
                "SELECT project_id, entity_type, CAST(SUM(entities) AS SIGNED), CAST(BIT_XOR(hash) AS SIGNED)"
                        + " FROM digest_bucket WHERE entities > 0 AND " + where
                        + " GROUP BY project_id, entity_type ORDER BY project_id, entity_type",
                values);
    }

    private List<Whole> ofOwn(@Nullable Collection<String> projects, Sight sight) {
        var values = new ArrayList<Object>(List.of((Object) sight.ownerBytes()));
        values.addAll(sight.own());
        var where = Sight.marks(sight.own()) + ")";
        if (projects != null) {
            where += " AND o.project_id IN (" + Sight.marks(projects) + ")";
            values.addAll(projects);
        }
        return wholes(
                "SELECT e.project_id, e.entity_type, COUNT(*), " + HASH + OWN + where
                        + " GROUP BY e.project_id, e.entity_type",
                values);
    }

    private List<Whole> wholes(String sql, List<Object> values) {
        return jdbc.query(
                sql,
                (row, n) ->
                        new Whole(row.getString(1), row.getString(2), row.getLong(3), EntityHash.text(row.getLong(4))),
                values.toArray());
    }

    /** Those whose ids begin so, by the digit that follows. */
    List<Part> parts(String projectId, String entityType, Sight sight, IdPrefix prefix) {
        return prefix.isEmpty() && !sight.isNarrowed()
                ? jdbc.query(
                        "SELECT digit, entities, hash FROM digest_bucket"
                                + " WHERE project_id = ? AND entity_type = ? AND entities > 0 ORDER BY digit",
                        (row, n) -> part(projectId, entityType, row.getString(1), row.getLong(2), row.getLong(3)),
                        projectId,
                        entityType)
                : jdbc.query(
                        "SELECT SUBSTRING(e.entity_id, " + prefix.placeOfNextDigit() + ", 1) AS digit, COUNT(*), "
                                + HASH + IN_RANGE + sight.sql() + " GROUP BY digit ORDER BY digit",
                        (row, n) -> part(
                                projectId,
                                entityType,
                                prefix.and(row.getString(1)).digits(),
                                row.getLong(2),
                                row.getLong(3)),
                        inRange(projectId, sight, prefix).toArray());
    }

    /** The first of those whose ids begin so. */
    List<Single> singles(String projectId, Sight sight, IdPrefix prefix, int limit) {
        var values = inRange(projectId, sight, prefix);
        values.add(limit);
        return jdbc.query(
                "SELECT e.entity_id, e.version" + IN_RANGE + sight.sql() + " ORDER BY e.entity_id LIMIT ?",
                (row, n) -> new Single(row.getString(1), row.getLong(2)),
                values.toArray());
    }

    private static List<Object> inRange(String projectId, Sight sight, IdPrefix prefix) {
        var values = new ArrayList<Object>(List.of(projectId, prefix.lowestId(), prefix.highestId()));
        values.addAll(sight.values());
        return values;
    }

    /** Whether a project's buckets say otherwise than its entities, in one statement and so of one moment. */
    public boolean areRight(String projectId) {
        return jdbc.queryForList("""
                        SELECT 1 FROM (
                            SELECT e.entity_type, SUBSTRING(e.entity_id, 1, 1) AS digit, COUNT(*) AS entities, %s AS hash
                            FROM synced_entity e WHERE e.project_id = ? AND NOT e.deleted
                            GROUP BY e.entity_type, SUBSTRING(e.entity_id, 1, 1)
                            UNION ALL
                            SELECT entity_type, digit, -entities, hash FROM digest_bucket WHERE project_id = ?
                        ) both_sides
                        GROUP BY entity_type, digit HAVING SUM(entities) <> 0 OR BIT_XOR(hash) <> 0 LIMIT 1
                        """.formatted(HASH), Integer.class, projectId, projectId)
                .isEmpty();
    }

    /** Makes a project's buckets of its entities. The caller holds the lock of the feed's head. */
    public void remake(String projectId) {
        jdbc.update("DELETE FROM digest_bucket WHERE project_id = ?", projectId);
        jdbc.update("""
                INSERT INTO digest_bucket (project_id, entity_type, digit, entities, hash)
                SELECT e.project_id, e.entity_type, SUBSTRING(e.entity_id, 1, 1), COUNT(*), %s
                FROM synced_entity e WHERE e.project_id = ? AND NOT e.deleted
                GROUP BY e.project_id, e.entity_type, SUBSTRING(e.entity_id, 1, 1)
                """.formatted(HASH), projectId);
    }

    private static Part part(String projectId, String entityType, String prefix, long count, long hash) {
        return new Part(projectId, entityType, prefix, count, EntityHash.text(hash));
    }
}
