package com.startynk.sync.protocol.updates;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One entity in its newest state, as the feed and the socket tell it.
 *
 * @param version absent for {@code REVOKE}, as are {@code data}, {@code changedBy} and {@code occurredAt}
 * @param data the whole state; empty for {@code DELETE}
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Change(
        String entityType,
        String entityId,
        String projectId,
        ChangeOperation operation,
        @Nullable Long version,

        @JsonInclude(value = JsonInclude.Include.NON_NULL, content = JsonInclude.Include.ALWAYS) @Nullable Map<String, @Nullable Object> data,

        @Nullable Author changedBy,
        @Nullable Instant occurredAt) {

    /** Who changed an entity, from which device. */
    public record Author(String userId, String deviceId) {}
}
