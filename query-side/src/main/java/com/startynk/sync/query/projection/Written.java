package com.startynk.sync.query.projection;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What became of a batch.
 *
 * @param projected what was written; null where nothing could be
 * @param parked the ids of events that are dead letters now
 */
record Written(@Nullable Projected projected, List<String> parked) {

    static final Written NOTHING = new Written(null, List.of());
}
