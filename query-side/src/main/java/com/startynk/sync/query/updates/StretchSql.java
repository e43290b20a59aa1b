package com.startynk.sync.query.updates;

import com.startynk.sync.query.ownership.Sight;
import java.util.ArrayList;
import java.util.List;

/**
 * The SQL of one stretch. The index is named because the optimizers of fresh tables guess badly.
 *
 * @param place the expression of an entity's place
 * @param values of the place, the condition and the limit, in the order of the statement
 */
record StretchSql(String place, String revoked, String from, String where, String order, List<Object> values) {

    private static final String BY_PROJECT = " FROM synced_entity e FORCE INDEX (project_feed)";
    private static final String BY_OWNER = " FROM ownership o JOIN synced_entity e ON e.entity_id = o.entity_id";
    private static final String BY_PLACE = " FROM synced_entity e FORCE INDEX (whole_feed)";

    static StretchSql of(Stretch stretch, Sight sight, int limit) {
        if (stretch instanceof Stretch.Own own) {
            return inOwnPlaces(
                    BY_PROJECT,
                    " WHERE e.project_id = ? AND e.position > ? AND e.position <= ?",
                    List.of(own.projectId(), own.above(), own.upTo()),
                    sight,
                    limit);
        }
        if (stretch instanceof Stretch.Everything all) {
            return everything(all, sight, limit);
        }
        if (stretch instanceof Stretch.Granted granted) {
            return atOnePlace(
                    granted.place(),
                    " WHERE e.project_id = ? AND e.position <= ? AND e.entity_id > ?",
                    List.of(granted.projectId(), granted.place(), granted.afterId()),
                    sight,
                    limit);
        }
        if (stretch instanceof Stretch.Lost lost) {
            return losses(lost, sight, limit);
        }
        if (stretch instanceof Stretch.LostBefore lost) {
            return lossesBefore(lost, sight, limit);
        }
        return revoked((Stretch.Revoked) stretch, sight, limit);
    }

    /** What became the reader's after he had lost the project was never his to see. */
    private static StretchSql revoked(Stretch.Revoked revoked, Sight sight, int limit) {
        var wasOwn = "EXISTS (SELECT 1 FROM ownership o WHERE o.entity_id = e.entity_id AND o.user_id = ?"
                + " AND o.gained_position <= ? AND (o.lost_position IS NULL OR o.lost_position > ?))";
        var values = new ArrayList<Object>(
                List.of(revoked.place(), revoked.projectId(), revoked.place(), revoked.afterId()));
        values.addAll(sight.values());
        if (sight.isNarrowed()) {
            values.addAll(List.of(revoked.place(), revoked.above()));
        }
        values.add(limit);
        return new StretchSql(
                "CAST(? AS SIGNED)",
                "1",
                BY_PROJECT,
                " WHERE e.project_id = ? AND e.created_position <= ? AND e.entity_id > ? AND " + sight.sql(wasOwn),
                " ORDER BY e.entity_id LIMIT ?",
                values);
    }

    private static StretchSql losses(Stretch.Lost lost, Sight sight, int limit) {
        var project = lost.projectId();
        var values = new ArrayList<Object>(List.of(sight.ownerBytes(), lost.above(), lost.upTo()));
        values.addAll(sight.own());
        if (project != null) {
            values.add(project);
        }
        values.add(limit);
        return new StretchSql(
                "o.lost_position",
                "1",
                BY_OWNER,
                " WHERE o.user_id = ? AND o.lost_position > ? AND o.lost_position <= ? AND o.entity_type IN ("
                        + Sight.marks(sight.own()) + ")" + (project == null ? "" : " AND o.project_id = ?"),
                " ORDER BY o.lost_position LIMIT ?",
                values);
    }

    private static StretchSql lossesBefore(Stretch.LostBefore lost, Sight sight, int limit) {
        var values = new ArrayList<Object>(List.of(
                lost.place(), sight.ownerBytes(), lost.projectId(), lost.above(), lost.place(), lost.afterId()));
        values.addAll(sight.own());
        values.add(limit);
        return new StretchSql(
                "CAST(? AS SIGNED)",
                "1",
                BY_OWNER,
                " WHERE o.user_id = ? AND o.project_id = ? AND o.lost_position > ? AND o.lost_position <= ?"
                        + " AND o.entity_id > ? AND o.entity_type IN (" + Sight.marks(sight.own()) + ")",
                " ORDER BY o.entity_id LIMIT ?",
                values);
    }

    private static StretchSql everything(Stretch.Everything all, Sight sight, int limit) {
        var where = new StringBuilder(" WHERE e.position > ? AND e.position <= ?");
        var values = new ArrayList<Object>(List.of(all.above(), all.upTo()));
        for (var told : all.told()) {
            where.append(" AND NOT (e.project_id = ? AND e.position <= ?)");
            values.addAll(List.of(told.projectId(), told.upTo()));
        }
        return inOwnPlaces(BY_PLACE, where.toString(), values, sight, limit);
    }

    private static StretchSql inOwnPlaces(String from, String where, List<?> condition, Sight sight, int limit) {
        var values = new ArrayList<Object>(condition);
        values.addAll(sight.values());
        values.add(limit);
        return new StretchSql(
                "e.position", "0", from, where + " AND " + sight.sql(), " ORDER BY e.position LIMIT ?", values);
    }

    private static StretchSql atOnePlace(long place, String where, List<?> condition, Sight sight, int limit) {
        var values = new ArrayList<Object>();
        values.add(place);
        values.addAll(condition);
        values.addAll(sight.values());
        values.add(limit);
        return new StretchSql(
                "CAST(? AS SIGNED)",
                "0",
                BY_PROJECT,
                where + " AND " + sight.sql(),
                " ORDER BY e.entity_id LIMIT ?",
                values);
    }
}
