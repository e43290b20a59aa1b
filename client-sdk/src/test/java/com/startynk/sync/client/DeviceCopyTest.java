package com.startynk.sync.client;

import static org.assertj.core.api.Assertions.assertThat;

import com.startynk.sync.protocol.updates.Change;
import com.startynk.sync.protocol.updates.ChangeOperation;
import com.startynk.sync.protocol.updates.UpdatesPage;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DeviceCopyTest {

    private final DeviceCopy copy = new DeviceCopy();

    @Test
    void holdsTheNewestStateAndTheCursorOfThePage() {
        copy.take(page("c-1", upsert(1, "Pour slab")));
        copy.take(page("c-2", upsert(2, "Pour slab B2")));

        assertThat(copy.find("task", "slab")).contains(new DeviceCopy.Held(2, Map.of("title", "Pour slab B2")));
        assertThat(copy.cursor()).isEqualTo("c-2");
    }

    @Test
    void ignoresAStateThatIsOlderThanTheOneHeld() {
        copy.take(List.of(upsert(3, "newest")));
        copy.take(page("c-1", upsert(2, "older")));

        assertThat(copy.find("task", "slab").orElseThrow().version()).isEqualTo(3);
    }

    @Test
    void dropsWhatWasDeletedAndWhatTheUserMaySeeNoMore() {
        copy.take(page("c-1", upsert(1, "Pour slab")));
        copy.take(page("c-2", change(ChangeOperation.DELETE, 2L)));
        assertThat(copy.all()).isEmpty();

        copy.take(page("c-3", upsert(3, "back")));
        copy.take(page("c-4", change(ChangeOperation.REVOKE, null)));
        assertThat(copy.all()).isEmpty();
    }

    @Test
    void letsNoLateMessageBringADeletedEntityBack() {
        copy.take(page("c-1", upsert(1, "Pour slab"), change(ChangeOperation.DELETE, 2L)));
        copy.take(List.of(upsert(1, "late")));

        assertThat(copy.all()).isEmpty();
    }

    private static Change upsert(long version, String title) {
        return new Change("task", "slab", "site", ChangeOperation.UPSERT, version, Map.of("title", title), null, null);
    }

    private static Change change(ChangeOperation operation, Long version) {
        return new Change("task", "slab", "site", operation, version, null, null, null);
    }

    private static UpdatesPage page(String cursor, Change... changes) {
        return new UpdatesPage(List.of(changes), cursor, false, Instant.EPOCH, null);
    }
}
