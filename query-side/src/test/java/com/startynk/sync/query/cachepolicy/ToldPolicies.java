package com.startynk.sync.query.cachepolicy;

import static com.startynk.sync.query.Site.ADMIN;
import static com.startynk.sync.query.Site.caller;
import static com.startynk.sync.query.Site.newUser;
import static org.awaitility.Awaitility.await;

import com.startynk.sync.events.cachepolicy.CachePolicyChanged;
import com.startynk.sync.events.cachepolicy.CachePolicyEvent;
import com.startynk.sync.events.cachepolicy.CachePolicyReset;
import com.startynk.sync.protocol.Caller;
import com.startynk.sync.query.RunningQuerySide;
import com.startynk.sync.query.RunningQuerySide.Answer;
import java.util.List;
import java.util.Map;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Changes policies as the command side would, and asks for them. */
final class ToldPolicies {

    private static final String PATH = "/api/v1/cache/policies";

    private final RunningQuerySide querySide;
    private final Caller ada = caller(newUser(), "WORKER");
    private long changes;

    /** Goes on from what is stored. */
    ToldPolicies(RunningQuerySide querySide) {
        this.querySide = querySide;
        this.changes = querySide
                .bean(EventStore.class)
                .readEvents(CachePolicyEvent.STREAM)
                .asStream()
                .count();
    }

    void change(
            String type,
            @Nullable String strategy,
            @Nullable Long ttlSeconds,
            @Nullable Integer maxEntries,
            @Nullable Boolean compress,
            @Nullable Boolean encrypt) {
        tell(new CachePolicyChanged(type, changes + 1, strategy, ttlSeconds, maxEntries, compress, encrypt));
    }

    void reset(String type) {
        tell(new CachePolicyReset(type, changes + 1));
    }

    private void tell(CachePolicyEvent event) {
        var message = new GenericDomainEventMessage<>("ChangedPolicies", CachePolicyEvent.STREAM, changes++, event);
        querySide.store(List.of(message.withMetaData(Map.of("userId", ADMIN.userId(), "deviceId", ADMIN.deviceId()))));
    }

    Answer answer(String... headers) {
        return querySide.get(PATH, ada, headers);
    }

    JsonNode of(String type) {
        return answer().json()
                .path("items")
                .valueStream()
                .filter(item -> item.path("entityType").stringValue().equals(type))
                .findFirst()
                .orElseThrow();
    }

    /** Waits until the node goes by what was told. */
    void settle() {
        await().until(() -> answer().header("ETag").startsWith("\"" + changes + "-"));
    }
}
