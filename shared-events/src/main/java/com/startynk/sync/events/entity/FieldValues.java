package com.startynk.sync.events.entity;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Copies of field maps. {@code Map.copyOf} will not do: here a null is a value, it clears a field. */
public final class FieldValues {

    private FieldValues() {}

    /** An unmodifiable copy in the same order. */
    public static Map<String, @Nullable Object> copyOf(Map<String, ? extends @Nullable Object> values) {
        return Collections.unmodifiableMap(new LinkedHashMap<>(values));
    }
}
