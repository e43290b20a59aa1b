package com.startynk.sync.query.updates;

import com.startynk.sync.query.platform.JsonBytes;
import com.startynk.sync.query.platform.RawJson;
import java.time.Instant;
import java.util.List;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.JacksonSerializable;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.jsontype.TypeSerializer;

/**
 * A page of the feed whose entity data goes out as the text that it is kept as.
 *
 * @param policiesVersion of the cache policies: so devices hear of others without asking
 */
record FeedPage(List<FeedRow> rows, String cursor, boolean hasMore, Instant serverTime, String policiesVersion)
        implements JacksonSerializable {

    private static final int BYTES_AROUND_DATA = 420;

    @Override
    public void serialize(JsonGenerator out, SerializationContext context) {
        out.writeStartObject();
        out.writeName("changes");
        out.writeRawValue(changes());
        out.writeStringProperty("cursor", cursor);
        out.writeBooleanProperty("hasMore", hasMore);
        out.writePOJOProperty("serverTime", serverTime);
        out.writeStringProperty("policiesVersion", policiesVersion);
        out.writeEndObject();
    }

    @Override
    public void serializeWithType(JsonGenerator out, SerializationContext context, TypeSerializer type) {
        serialize(out, context);
    }

    private RawJson changes() {
        var size = 2;
        for (var row : rows) {
            size += row.data().length() + BYTES_AROUND_DATA;
        }
        var json = new JsonBytes(size).raw("[");
        for (var at = 0; at < rows.size(); at++) {
            write(rows.get(at), at == 0 ? json : json.raw(","));
        }
        return json.raw("]").toRawJson();
    }

    private static void write(FeedRow row, JsonBytes json) {
        json.raw("{\"entityType\":")
                .text(row.entityType())
                .raw(",\"entityId\":\"")
                .raw(row.entityId())
                .raw("\",\"projectId\":\"")
                .raw(row.projectId());
        if (row.revoked()) {
            json.raw("\",\"operation\":\"REVOKE\"}");
            return;
        }
        json.raw(
                        row.deleted()
                                ? "\",\"operation\":\"DELETE\",\"version\":"
                                : "\",\"operation\":\"UPSERT\",\"version\":")
                .number(row.version())
                .raw(",\"data\":");
        (row.deleted() ? json.raw("{}") : json.raw(row.data()))
                .raw(",\"changedBy\":{\"userId\":")
                .text(row.userId())
                .raw(",\"deviceId\":")
                .text(row.deviceId())
                .raw("},\"occurredAt\":")
                .time(row.occurredAt())
                .raw("}");
    }
}
