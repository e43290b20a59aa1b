package com.startynk.sync.command.merge;

import com.startynk.sync.catalog.Field;
import com.startynk.sync.catalog.FieldKind;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.Comparator;
import java.util.List;

/** How values of a field compare. */
final class Order {

    private Order() {}

    /** Numbers by value, dates and date-times by what they mean: 08:30+02:00 is before 07:00Z. */
    static Comparator<Object> of(Field field) {
        if (field.kind() == FieldKind.DATE_TIME) {
            return Comparator.comparing(
                    value -> OffsetDateTime.parse((String) value).toInstant());
        }
        if (field.kind() == FieldKind.DATE) {
            return Comparator.comparing(value -> LocalDate.parse((String) value));
        }
        return Comparator.comparing(Order::number);
    }

    /** By place in an enumeration. */
    static Comparator<Object> byRank(List<String> values) {
        return Comparator.comparingInt(value -> values.indexOf((String) value));
    }

    static BigDecimal number(Object value) {
        return value instanceof Long whole
                ? BigDecimal.valueOf(whole)
                : BigDecimal.valueOf(((Number) value).doubleValue());
    }
}
