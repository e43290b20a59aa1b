package com.startynk.sync.protocol.push;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One mutation as a device sends it. Everything is text or JSON: what is malformed must become an answer that names the
 * field, and never the failure of a whole batch.
 *
 * @param operation {@code CREATE}, {@code UPDATE} or {@code DELETE}
 * @param baseVersion the version that the edit was made on; absent for a creation
 * @param data the changed fields only; a null clears one
 * @param priority {@code CRITICAL}, {@code HIGH}, {@code NORMAL} or {@code LOW}
 * @param clientTimestamp ISO 8601, the device's clock when the edit was made
 * @param checksum {@code sha256:} and the hex SHA-256 of the RFC 8785 form of {@code data}
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record SyncItem(
        String mutationId,
        String entityType,
        String operation,
        @Nullable String entityId,
        @Nullable String localId,
        @Nullable String projectId,
        @Nullable Long baseVersion,

        @JsonInclude(content = JsonInclude.Include.ALWAYS) @Nullable Map<String, @Nullable Object> data,

        @Nullable String priority,
        @Nullable String clientTimestamp,
        @Nullable String checksum) {}
