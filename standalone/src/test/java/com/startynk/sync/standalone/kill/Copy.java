package com.startynk.sync.standalone.kill;

import static org.assertj.core.api.Assertions.assertThat;

import com.startynk.sync.protocol.updates.Change;
import com.startynk.sync.protocol.updates.ChangeOperation;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Every entity in the state in which the feed told it last, tombstones too. */
final class Copy {

    private static final int PAGE = 1000;

    private final Map<String, Change> entities = new HashMap<>();

    static Copy of(Calls calls) throws IOException, InterruptedException {
        var copy = new Copy();
        copy.follow(calls, null);
        return copy;
    }

    Copy copy() {
        var copy = new Copy();
        copy.entities.putAll(entities);
        return copy;
    }

    void follow(Calls calls, @Nullable String cursor) throws IOException, InterruptedException {
        for (var more = true; more; ) {
            var page = calls.page(cursor, PAGE);
            take(page.changes());
            cursor = page.cursor();
            more = page.hasMore();
        }
    }

    /** A feed that goes back to an older state has told something in the wrong order. */
    void take(List<Change> changes) {
        for (var change : changes) {
            assertThat(change.operation()).as("%s", change).isNotEqualTo(ChangeOperation.REVOKE);
            var before = entities.put(change.entityId(), change);
            assertThat(before == null || before.version() <= change.version())
                    .as("%s after %s", change, before)
                    .isTrue();
        }
    }

    @Nullable Change find(String entityId) {
        return entities.get(entityId);
    }

    /** What a device shows: deleted entities are gone, and whether it was told of them at all is its own affair. */
    Map<String, Change> shown() {
        var shown = new HashMap<>(entities);
        shown.values().removeIf(change -> change.operation() == ChangeOperation.DELETE);
        return shown;
    }
}
