package com.startynk.sync.query.listing;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.startynk.sync.catalog.EntityType;
import com.startynk.sync.catalog.Field;
import com.startynk.sync.catalog.FieldKind;
import com.startynk.sync.protocol.SyncFailure;
import com.startynk.sync.query.entity.JsonSql;
import com.startynk.sync.query.platform.PageCursor;
import com.startynk.sync.query.platform.UtcTimes;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDateTime;
import java.util.Arrays;
import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/**
 * What a list is ordered by; ties are broken by id.
 *
 * @param sql the expression of the key
 */
record SortKey(String name, Kind kind, String sql, boolean descending) {

    static final String UPDATED_AT = "updatedAt";

    enum Kind {
        /** The order of ids alone. */
        NONE,
        TIME,
        NUMBER,
        /** By code point. */
        TEXT
    }

    /** @param sort a declared field or {@code updatedAt}, after a minus for the other way round; null is by id */
    static SortKey of(@Nullable String sort, EntityType type) {
        if (sort == null) {
            return new SortKey("", Kind.NONE, "0", false);
        }
        var descending = sort.startsWith("-");
        var name = descending ? sort.substring(1) : sort;
        if (name.equals(UPDATED_AT)) {
            return new SortKey(name, Kind.TIME, "e.occurred_at", descending);
        }
        var field = type.fields().get(name);
        if (field == null) {
            throw SyncFailure.invalid("sort", "must be updatedAt or a field of " + type.name());
        }
        if (field.sensitive()) {
            throw SyncFailure.invalid("sort", name + " is stored encrypted and cannot be sorted by");
        }
        return isNumber(field)
                ? new SortKey(name, Kind.NUMBER, JsonSql.number(name), descending)
                : new SortKey(name, Kind.TEXT, text(field), descending);
    }

    /** The bytes of a field's value as text. */
    static String text(Field field) {
        return field.kind() == FieldKind.BOOLEAN ? JsonSql.truth(field.name()) : JsonSql.text(field.name());
    }

    /** A key as cursors carry it. */
    @Nullable String read(ResultSet row, String column) throws SQLException {
        return switch (kind) {
            case NONE -> null;
            case TEXT -> text(row.getBytes(column));
            case TIME ->
                Long.toString(UtcTimes.instant(row.getObject(column, LocalDateTime.class))
                        .toEpochMilli());
            case NUMBER -> {
                var number = row.getDouble(column);
                yield row.wasNull() ? null : Double.toString(number);
            }
        };
    }

    /** A cursor's key, the first of its values, as a value of a statement. */
    Object value(PageCursor cursor) {
        return switch (kind) {
            case NONE, TEXT -> cursor.text(0).getBytes(UTF_8);
            case TIME -> UtcTimes.column(cursor.time(0));
            case NUMBER -> cursor.number(0);
        };
    }

    /** A cursor's key, the first of its values, as its copy in an index is. */
    KeyBytes indexed(PageCursor cursor) {
        if (cursor.values().get(0) == null) {
            return KeyBytes.ABSENT;
        }
        return switch (kind) {
            case NONE, TEXT -> KeyBytes.of(cursor.text(0));
            case TIME -> KeyBytes.ofTime(cursor.time(0).toEpochMilli());
            case NUMBER -> KeyBytes.of(cursor.number(0));
        };
    }

    /** The order of keys; without a key comes first, or last the other way round. */
    Comparator<@Nullable String> order() {
        Comparator<String> upwards = switch (kind) {
            case NONE -> Comparator.naturalOrder();
            case TEXT -> (one, other) -> Arrays.compareUnsigned(one.getBytes(UTF_8), other.getBytes(UTF_8));
            case TIME -> Comparator.comparingLong(Long::parseLong);
            // There is one zero.
            case NUMBER -> Comparator.comparingDouble(text -> Double.parseDouble(text) + 0.0);
        };
        var withNothing = Comparator.nullsFirst(upwards);
        return descending ? withNothing.reversed() : withNothing;
    }

    private static @Nullable String text(byte @Nullable [] bytes) {
        return bytes == null ? null : new String(bytes, UTF_8);
    }

    static boolean isNumber(Field field) {
        return !field.isList()
                && switch (field.kind()) {
                    case NUMBER, INTEGER -> true;
                    default -> false;
                };
    }
}
