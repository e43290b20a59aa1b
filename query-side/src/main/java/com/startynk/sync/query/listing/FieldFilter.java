package com.startynk.sync.query.listing;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.startynk.sync.catalog.Field;
import com.startynk.sync.catalog.FieldKind;
import com.startynk.sync.protocol.SyncFailure;
import com.startynk.sync.query.entity.JsonSql;
import com.startynk.sync.query.platform.JsonBytes;

/**
 * A condition of a list on one field: equal, or for a list, containing.
 *
 * @param sql the condition on an entity's row
 * @param key what its copy in an index is
 */
record FieldFilter(String field, String sql, Object value, KeyBytes key) {

    static FieldFilter of(Field field, String wanted) {
        var name = field.name();
        if (field.sensitive()) {
            throw SyncFailure.invalid(name, "is stored encrypted and cannot be filtered by");
        }
        if (field.kind() == FieldKind.OBJECT || field.kind() == FieldKind.MAP) {
            throw SyncFailure.invalid(name, "cannot be filtered by");
        }
        var key = key(field, wanted);
        return switch (field.kind()) {
            case NUMBER, INTEGER -> {
                var sql = field.isList() ? JsonSql.containsNumber(name) : JsonSql.number(name) + " = ?";
                yield new FieldFilter(name, sql, number(name, wanted), key);
            }
            default ->
                field.isList()
                        ? new FieldFilter(name, JsonSql.contains(name), element(field, wanted), key)
                        : new FieldFilter(name, SortKey.text(field) + " = ?", wanted.getBytes(UTF_8), key);
        };
    }

    private static KeyBytes key(Field field, String wanted) {
        return switch (field.kind()) {
            case NUMBER, INTEGER -> KeyBytes.of(number(field.name(), wanted));
            case BOOLEAN -> KeyBytes.of(field.isList() ? element(field, wanted) : wanted);
            default -> KeyBytes.of(wanted);
        };
    }

    private static String element(Field field, String wanted) {
        return field.kind() == FieldKind.BOOLEAN
                ? Boolean.toString(Boolean.parseBoolean(wanted))
                : new JsonBytes(wanted.length() + 16).text(wanted).toString();
    }

    private static double number(String field, String wanted) {
        try {
            var number = Double.parseDouble(wanted);
            if (Double.isFinite(number)) {
                return number;
            }
        } catch (NumberFormatException e) {
            throw SyncFailure.invalid(field, "must be a number");
        }
        throw SyncFailure.invalid(field, "must be a number");
    }
}
