package com.startynk.sync.query.activity;

import com.startynk.sync.platform.database.BulkRows;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcOperations;

/** How many entities there are and are not deleted, by type. */
public final class EntityTotalRows {

    private final JdbcOperations jdbc;
    private final BulkRows<Map.Entry<String, Long>> totals;

    public EntityTotalRows(JdbcOperations jdbc) {
        this.jdbc = jdbc;
        this.totals = new BulkRows<>(
                jdbc,
                "INSERT INTO entity_total (entity_type, entities)",
                "(?, ?)",
                "entities = entities + VALUES(entities)",
                (total, statement, first) -> {
                    statement.setString(first, total.getKey());
                    statement.setLong(first + 1, total.getValue());
                });
    }

    /** Adds to the totals, by type, in the transaction of the entities. */
    public void add(Map<String, Long> more) {
        totals.save(
                more.entrySet().stream().filter(total -> total.getValue() != 0).toList());
    }

    /** Whether they are what the digests' buckets add up to, in one statement and so of one moment. */
    public boolean areRight() {
        return jdbc.queryForList("""
                        SELECT 1 FROM (
                            SELECT entity_type, entities FROM digest_bucket
                            UNION ALL SELECT entity_type, -entities FROM entity_total
                        ) both_sides GROUP BY entity_type HAVING SUM(entities) <> 0 LIMIT 1
                        """, Integer.class).isEmpty();
    }

    /** Makes them of the buckets. The caller holds the lock of the feed's head. */
    public void remake() {
        jdbc.update("DELETE FROM entity_total");
        jdbc.update("INSERT INTO entity_total (entity_type, entities)"
                + " SELECT entity_type, SUM(entities) FROM digest_bucket GROUP BY entity_type");
    }

    /**
     * How many there are, by type.
     *
     * @param projects null for all
     */
    public Map<String, Long> of(@Nullable Collection<String> projects) {
        var totals = new TreeMap<String, Long>();
        if (projects == null) {
            jdbc.query("SELECT entity_type, entities FROM entity_total", row -> {
                totals.put(row.getString(1), row.getLong(2));
            });
        } else if (!projects.isEmpty()) {
            jdbc.query(
                    "SELECT entity_type, SUM(entities) FROM digest_bucket WHERE project_id IN ("
                            + String.join(", ", Collections.nCopies(projects.size(), "?")) + ") GROUP BY entity_type",
                    row -> {
                        totals.put(row.getString(1), row.getLong(2));
                    },
                    List.copyOf(projects).toArray());
        }
        return totals;
    }
}
