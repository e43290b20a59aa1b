package com.startynk.sync.push.rule;

import com.startynk.sync.catalog.EntityType;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Something that happened to an entity.
 *
 * @param eventId names it for ever
 * @param author is not told what he did himself
 * @param before the fields that rules look at, before it; empty for a new entity
 * @param version that the entity got by it; {@link #NO_VERSION} where it got none
 * @param revived whether it was deleted before: then those of {@code before} are from before the deletion
 * @param after the same after it; empty for a deleted one
 */
record Happening(
        String eventId,
        EntityType type,
        String entityId,
        String projectId,
        @Nullable String author,
        Instant at,
        long version,
        boolean revived,
        Map<String, JsonNode> before,
        Map<String, JsonNode> after) {

    static final long NO_VERSION = -1;
}
