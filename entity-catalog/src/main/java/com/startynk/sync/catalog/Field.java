package com.startynk.sync.catalog;

import java.math.BigDecimal;
import java.util.Collections;
import java.util.List;
import java.util.Set;
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
 * @param readers the roles that may read it; null where whoever may read the type reads it
 * @param sensitive whether its values are stored encrypted, and can be made unreadable for ever
 * @param indexed whether lists find and order entities by it through an index
 * @param searchable whether its words can be searched for
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
        @Nullable Integer maxLength,
        @Nullable Set<String> readers,
        boolean sensitive,
        boolean indexed,
        boolean searchable) {

    public Field {
        values = List.copyOf(values);
        readers = readers == null ? null : Set.copyOf(readers);
    }

    public boolean isList() {
        return list;
    }

    public boolean isReference() {
        return reference != null;
    }

    /** Whether it may hold a user id. */
    boolean isOneId() {
        return !list && (kind == FieldKind.TEXT || kind == FieldKind.REFERENCE);
    }

    /** Whether one of the roles is enough to read it, in a type that they may read. */
    boolean isReadableBy(Set<String> roles) {
        return readers == null || !Collections.disjoint(readers, roles);
    }
}
