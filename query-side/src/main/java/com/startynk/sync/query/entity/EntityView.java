package com.startynk.sync.query.entity;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.startynk.sync.query.platform.JsonBytes;
import com.startynk.sync.query.platform.RawJson;
import com.startynk.sync.query.platform.UtcTimes;

/**
 * An entity as a reader gets it.
 *
 * @param json the whole answer
 */
public record EntityView(String entityId, String entityType, String projectId, long version, RawJson json) {

    public static EntityView of(EntityRow row) {
        var data = row.shownData().getBytes(UTF_8);
        var json = new JsonBytes(data.length + 280)
                .raw("{\"entityType\":")
                .text(row.entityType())
                .raw(",\"entityId\":")
                .text(row.entityId())
                .raw(",\"projectId\":")
                .text(row.projectId())
                .raw(",\"version\":")
                .number(row.version())
                .raw(",\"data\":")
                .raw(data)
                .raw(row.deleted() ? ",\"deleted\":true,\"updatedAt\":" : ",\"deleted\":false,\"updatedAt\":")
                .time(UtcTimes.column(row.occurredAt()))
                .raw("}");
        return new EntityView(row.entityId(), row.entityType(), row.projectId(), row.version(), json.toRawJson());
    }
}
