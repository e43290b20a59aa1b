package com.startynk.sync.protocol.updates;

import com.startynk.sync.protocol.Projects;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a reader asks the feed for, its shape already checked.
 *
 * @param cursor from the last answer; null starts from the beginning
 * @param since for clients that have only a time; ignored beside a cursor
 * @param projectIds empty is no filter
 * @param entityTypes empty is no filter
 * @param limit 1 to 1000 changes
 */
public record UpdatesQuery(
        @Nullable String cursor,
        @Nullable Instant since,
        List<String> projectIds,
        List<String> entityTypes,
        int limit) {

    public static final int DEFAULT_LIMIT = 500;
    public static final int MAX_LIMIT = 1000;

    public UpdatesQuery {
        projectIds = projectIds.stream().map(Projects::normal).toList();
        entityTypes = List.copyOf(entityTypes);
    }
}
