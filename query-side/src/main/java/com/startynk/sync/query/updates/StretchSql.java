package com.startynk.sync.query.updates;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/**
 * The SQL of one stretch. The index is named because the optimizers of fresh tables guess badly.
 *
 * @param place the expression of an entity's place
 * @param values of the place, the condition and the limit, in the order of the statement
 */
record StretchSql(String place, String revoked, String from, String where, String order, List<Object> values) {

    private static final String BY_PROJECT = " FROM synced_entity e FORCE INDEX (project_feed)";
    private static final String BY_PLACE = " FROM synced_entity e FORCE INDEX (whole_feed)";

    static StretchSql of(Stretch stretch, Collection<String> entityTypes, int limit) {
        if (stretch instanceof Stretch.Own own) {
            return inOwnPlaces(
                    BY_PROJECT,
                    " WHERE e.project_id = ? AND e.position > ? AND e.position <= ?",
                    List.of(own.projectId(), own.above(), own.upTo()),
                    entityTypes,
                    limit);
        }
        if (stretch instanceof Stretch.Everything all) {
            return everything(all, entityTypes, limit);
        }
        if (stretch instanceof Stretch.Granted granted) {
            return atOnePlace(
                    granted.place(),
                    "0",
                    " WHERE e.project_id = ? AND e.position <= ? AND e.entity_id > ?",
                    List.of(granted.projectId(), granted.place(), granted.afterId()),
                    entityTypes,
                    limit);
        }
        var revoked = (Stretch.Revoked) stretch;
        return atOnePlace(
                revoked.place(),
                "1",
                " WHERE e.project_id = ? AND e.created_position <= ? AND e.entity_id > ?",
                List.of(revoked.projectId(), revoked.place(), revoked.afterId()),
                entityTypes,
                limit);
    }

    private static StretchSql everything(Stretch.Everything all, Collection<String> entityTypes, int limit) {
        var where = new StringBuilder(" WHERE e.position > ? AND e.position <= ?");
        var values = new ArrayList<Object>(List.of(all.above(), all.upTo()));
        for (var told : all.told()) {
            where.append(" AND NOT (e.project_id = ? AND e.position <= ?)");
            values.addAll(List.of(told.projectId(), told.upTo()));
        }
        return inOwnPlaces(BY_PLACE, where.toString(), values, entityTypes, limit);
    }

    private static StretchSql inOwnPlaces(
            String from, String where, List<?> condition, Collection<String> entityTypes, int limit) {
        var values = new ArrayList<Object>(condition);
        values.addAll(entityTypes);
        values.add(limit);
        return new StretchSql(
                "e.position", "0", from, where + typed(entityTypes), " ORDER BY e.position LIMIT ?", values);
    }

    private static StretchSql atOnePlace(
            long place, String revoked, String where, List<?> condition, Collection<String> entityTypes, int limit) {
        var values = new ArrayList<Object>();
        values.add(place);
        values.addAll(condition);
        values.addAll(entityTypes);
        values.add(limit);
        return new StretchSql(
                "CAST(? AS SIGNED)",
                revoked,
                BY_PROJECT,
                where + typed(entityTypes),
                " ORDER BY e.entity_id LIMIT ?",
                values);
    }

    private static String typed(Collection<String> entityTypes) {
        return " AND e.entity_type IN (" + FeedRows.marks(entityTypes.size()) + ")";
    }
}
