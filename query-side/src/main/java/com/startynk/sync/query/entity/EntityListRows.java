package com.startynk.sync.query.entity;

import com.startynk.sync.query.ownership.Sight;
import com.startynk.sync.query.platform.PageCursor;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcOperations;

/** Lists rows of one type by conditions on their JSON. */
public final class EntityListRows {

    private final JdbcOperations jdbc;

    public EntityListRows(JdbcOperations jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * Which entities.
     *
     * @param sight of one type
     * @param projects null for all
     * @param after where the page before ended: the key of its last item, and the id
     */
    record Wanted(
            Sight sight,
            @Nullable Collection<String> projects,
            List<FieldFilter> filters,
            SortKey sort,
            @Nullable PageCursor after,
            int limit) {}

    /** @param key what the entity was ordered by */
    record Item(EntityView entity, @Nullable String key) {}

    List<Item> list(Wanted wanted) {
        var projects = wanted.projects();
        if (projects != null && projects.isEmpty()) {
            return List.of();
        }
        var sql = new StringBuilder(
                "SELECT " + EntityRows.COLUMNS + ", " + wanted.sort().sql() + " AS sort_key FROM synced_entity e WHERE "
                        + wanted.sight().sql() + " AND NOT e.deleted");
        var values = new ArrayList<Object>(wanted.sight().values());
        if (projects != null) {
            sql.append(" AND e.project_id IN (")
                    .append(String.join(", ", Collections.nCopies(projects.size(), "?")))
                    .append(")");
            values.addAll(projects);
        }
        for (var filter : wanted.filters()) {
            sql.append(" AND ").append(filter.sql());
            values.add(filter.value());
        }
        goOn(wanted, sql, values);
        var direction = wanted.sort().descending() ? " DESC" : "";
        sql.append(" ORDER BY sort_key").append(direction).append(", e.entity_id LIMIT ?");
        values.add(wanted.limit());
        return jdbc.query(
                sql.toString(),
                (row, n) -> new Item(
                        EntityView.of(EntityRows.read(row)), wanted.sort().read(row, "sort_key")),
                values.toArray());
    }

    /** An entity without the key comes before all others, and after them the other way round. */
    private static void goOn(Wanted wanted, StringBuilder sql, List<Object> values) {
        var after = wanted.after();
        if (after == null) {
            return;
        }
        var sort = wanted.sort();
        var id = after.text(1);
        if (sort.kind() == SortKey.Kind.NONE) {
            sql.append(" AND e.entity_id > ?");
            values.add(id);
        } else if (after.values().get(0) == null) {
            sql.append(" AND (").append(sort.sql()).append(" IS NULL AND e.entity_id > ?");
            sql.append(sort.descending() ? ")" : " OR " + sort.sql() + " IS NOT NULL)");
            values.add(id);
        } else {
            var value = sort.value(after);
            sql.append(" AND (").append(sort.sql()).append(sort.descending() ? " < ?" : " > ?");
            sql.append(" OR (").append(sort.sql()).append(" = ? AND e.entity_id > ?)");
            sql.append(sort.descending() ? " OR " + sort.sql() + " IS NULL)" : ")");
            values.addAll(List.of(value, value, id));
        }
    }
}
