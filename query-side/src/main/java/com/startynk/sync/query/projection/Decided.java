package com.startynk.sync.query.projection;

import com.startynk.sync.events.entity.ConflictResolved;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A person's decision of a conflict.
 *
 * @param state the entity's fields as readers get them after it
 */
record Decided(Fact fact, ConflictResolved event, Map<String, @Nullable Object> state) {

    String conflictId() {
        return event.conflictId().toString();
    }
}
