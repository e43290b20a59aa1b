package com.startynk.sync.query.entity;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.ObjectReader;
import tools.jackson.databind.ObjectWriter;
import tools.jackson.databind.json.JsonMapper;

/**
 * Entity fields as text in the order in which they were first set. Text and not the databases' own JSON: that rewrites
 * numbers and the order of keys.
 */
public final class StoredFields {

    private final ObjectReader reader;
    private final ObjectWriter writer;

    public StoredFields(JsonMapper mapper) {
        reader = mapper.readerFor(new TypeReference<LinkedHashMap<String, Object>>() {})
                .with(DeserializationFeature.USE_LONG_FOR_INTS);
        writer = mapper.writer();
    }

    public Map<String, @Nullable Object> read(String text) {
        try {
            return reader.readValue(text);
        } catch (JacksonException e) {
            throw new IllegalStateException("stored fields are no JSON", e);
        }
    }

    public String write(Map<String, @Nullable Object> fields) {
        return writer.writeValueAsString(fields);
    }

    /** The same text without some fields. */
    public String without(Set<String> hidden, String text) {
        var fields = read(text);
        return fields.keySet().removeAll(hidden) ? write(fields) : text;
    }
}
