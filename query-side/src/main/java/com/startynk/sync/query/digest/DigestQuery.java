package com.startynk.sync.query.digest;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a client asks about.
 *
 * @param projectIds none for all; exactly one with {@code below}
 * @param below where to look closer; null to see everything from afar
 */
record DigestQuery(List<String> projectIds, @Nullable Below below) {

    /** The entities of one type whose ids begin so. */
    record Below(String entityType, IdPrefix prefix) {}
}
