package com.startynk.sync.query.conflict;

import com.startynk.sync.protocol.conflict.ConflictView.ContestedField;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.ObjectReader;
import tools.jackson.databind.json.JsonMapper;

/** The contested fields of conflicts, as text in their column. */
public final class ConflictFields {

    private final JsonMapper json;
    private final ObjectReader reader;

    public ConflictFields(JsonMapper json) {
        this.json = json;
        this.reader = json.readerForListOf(ContestedField.class);
    }

    public List<ContestedField> read(ConflictRow row) {
        return reader.readValue(row.fields());
    }

    /** The same fields with what has become of them. */
    public String merged(List<ContestedField> fields, Map<String, @Nullable Object> state) {
        return json.writeValueAsString(fields.stream()
                .map(one ->
                        new ContestedField(one.field(), one.base(), one.client(), one.server(), state.get(one.field())))
                .toList());
    }
}
