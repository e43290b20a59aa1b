package com.startynk.sync.catalog;

import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One field of an entity type.
 *
 * @param required given at creation and never cleared
 * @param list whether the value is a list of elements of the kind
 * @param reference the entity type that the value refers to; only references have one
 * @param values what an enumeration allows, in its order; else empty
 * @param of the kind of a map's values; only maps have one
 * @param min the least number, if there is one
 * @param max the greatest number, if there is one
 * @param minLength the fewest characters of a text
 * @param maxLength the most characters of a text, if there is a bound
 */
public record Field(
        String name,
        FieldKind kind,
        boolean required,
        boolean list,
        @Nullable String reference,
        MergeRule merge,
        List<String> values,
        @Nullable FieldKind of,
        @Nullable BigDecimal min,
        @Nullable BigDecimal max,
        int minLength,
        @Nullable Integer maxLength) {

    public Field {
        values = List.copyOf(values);
    }

    public boolean isList() {
        return list;
    }

    public boolean isReference() {
        return reference != null;
    }
}
