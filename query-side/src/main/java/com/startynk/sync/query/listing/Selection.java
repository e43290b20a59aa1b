package com.startynk.sync.query.listing;

import com.startynk.sync.query.ownership.Sight;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which entities somebody asks for.
 *
 * @param sight of one type
 * @param projects null for all
 */
record Selection(Sight sight, @Nullable Collection<String> projects, List<FieldFilter> filters) {

    boolean isNothing() {
        return projects != null && projects.isEmpty();
    }

    /** The condition on an entity {@code e}; it has the values of {@link #values()}. */
    String sql() {
        var sql = new StringBuilder(sight.sql()).append(" AND NOT e.deleted");
        if (projects != null) {
            sql.append(" AND e.project_id IN (").append(Sight.marks(projects)).append(")");
        }
        filters.forEach(filter -> sql.append(" AND ").append(filter.sql()));
        return sql.toString();
    }

    List<Object> values() {
        var values = new ArrayList<Object>(sight.values());
        if (projects != null) {
            values.addAll(projects);
        }
        filters.forEach(filter -> values.add(filter.value()));
        return values;
    }
}
