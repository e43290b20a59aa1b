package com.startynk.sync.query.listing;

import com.startynk.sync.query.entity.EntityRows;
import com.startynk.sync.query.entity.EntityView;
import com.startynk.sync.query.listing.Way.Source;
import com.startynk.sync.query.platform.PageCursor;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcOperations;

/**
 * Lists and counts entities of one type. One statement reads all, so it sees one state of the read model, and whatever the way is,
 * every entity is tested by its row.
 */
public final class EntityListRows {

    private final JdbcOperations jdbc;

    public EntityListRows(JdbcOperations jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * A page.
     *
     * @param after where the page before ended: the key of its last item, and the id
     */
    record Wanted(
            Selection selection, SortKey sort, @Nullable PageCursor after, int limit) {}

    /** @param key what the entity was ordered by */
    record Item(EntityView entity, @Nullable String key) {

        static Comparator<Item> order(SortKey sort) {
            return Comparator.comparing(Item::key, sort.order())
                    .thenComparing(item -> item.entity().entityId());
        }
    }

    /** SQL with its values. */
    record Statement(String sql, List<Object> values) {

        static Statement together(List<Statement> some) {
            return new Statement(
                    some.stream().map(Statement::sql).collect(Collectors.joining(") UNION ALL (", "(", ")")),
                    some.stream().flatMap(one -> one.values().stream()).toList());
        }
    }

    List<Item> list(Wanted wanted, Way way) {
        if (wanted.selection().isNothing()) {
            return List.of();
        }
        var statement = listing(wanted, way);
        return jdbc
                .query(
                        statement.sql(),
                        (row, n) -> item(row, wanted.sort()),
                        statement.values().toArray())
                .stream()
                .sorted(Item.order(wanted.sort()))
                .limit(wanted.limit())
                .toList();
    }

    private static Item item(ResultSet row, SortKey sort) throws SQLException {
        return new Item(EntityView.of(EntityRows.read(row)), sort.read(row, "sort_key"));
    }

    long count(Selection selection, Way way) {
        if (selection.isNothing()) {
            return 0;
        }
        var statement = counting(selection, way);
        return jdbc.queryForList(statement.sql(), Long.class, statement.values().toArray()).stream()
                .mapToLong(Long::longValue)
                .sum();
    }

    static Statement counting(Selection selection, Way way) {
        return Statement.together(way.sources(false).stream()
                .map(source -> {
                    var values = new ArrayList<>(source.values());
                    values.addAll(selection.values());
                    return new Statement("SELECT COUNT(*)" + source.sql() + selection.sql(), values);
                })
                .toList());
    }

    static Statement listing(Wanted wanted, Way way) {
        return Statement.together(way.sources(wanted.sort().descending()).stream()
                .map(source -> listing(wanted, source))
                .toList());
    }

    private static Statement listing(Wanted wanted, Source source) {
        var sort = wanted.sort();
        var sql = new StringBuilder("SELECT " + EntityRows.COLUMNS + ", " + sort.sql() + " AS sort_key")
                .append(source.sql())
                .append(wanted.selection().sql());
        var values = new ArrayList<>(source.values());
        values.addAll(wanted.selection().values());
        var after = wanted.after();
        if (after != null && source.inOrder()) {
            goOnInOrder(sort, after, sql, values);
        } else if (after != null) {
            goOn(sort, after, sql, values);
        }
        sql.append(" ORDER BY ").append(order(sort, source.inOrder())).append(" LIMIT ?");
        values.add(wanted.limit());
        return new Statement(sql.toString(), values);
    }

    private static String order(SortKey sort, boolean inOrder) {
        if (sort.kind() == SortKey.Kind.NONE) {
            return "e.entity_id";
        }
        var direction = sort.descending() ? " DESC" : "";
        return inOrder ? "v.value" + direction + ", v.entity_id" : "sort_key" + direction + ", e.entity_id";
    }

    /** An entity without the key comes before all others, and after them the other way round; so do copies of nothing. */
    private static void goOnInOrder(SortKey sort, PageCursor after, StringBuilder sql, List<Object> values) {
        var id = after.text(1);
        var key = sort.indexed(after).bytes();
        sql.append(" AND (v.value ").append(sort.descending() ? "<" : ">");
        sql.append(" ? OR (v.value = ? AND v.entity_id > ?))");
        values.addAll(List.of(key, key, id));
    }

    private static void goOn(SortKey sort, PageCursor after, StringBuilder sql, List<Object> values) {
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
