package com.startynk.sync.realtime.feed;

import static java.nio.charset.StandardCharsets.US_ASCII;

import com.startynk.sync.catalog.EntityCatalog;
import com.startynk.sync.catalog.EntityType;
import com.startynk.sync.platform.encryption.SensitiveValues;
import com.startynk.sync.platform.encryption.SensitiveValues.Opening;
import com.startynk.sync.platform.failure.Outage;
import com.startynk.sync.protocol.feed.FeedAnnouncement;
import com.startynk.sync.protocol.feed.FeedAnnouncement.Entry;
import com.startynk.sync.protocol.updates.Change;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.json.JsonMapper;

/**
 * Opens sensitive values in announcements before the relay has them, in their order, on a thread of its own: neither the relay's nor
 * the one that reads Redis must wait for keys.
 */
public final class OpenedAnnouncements implements Consumer<byte[]>, AutoCloseable {

    /** More that wait are dropped: the relay notices the gap. */
    private static final int MOST_WAITING = 2000;

    private static final Logger log = LoggerFactory.getLogger(OpenedAnnouncements.class);

    private final Map<String, Set<String>> sensitive;
    private final SensitiveValues values;
    private final JsonMapper json;
    private final Consumer<byte[]> relay;
    private final ExecutorService thread = new ThreadPoolExecutor(
            1,
            1,
            0,
            TimeUnit.SECONDS,
            new ArrayBlockingQueue<>(MOST_WAITING),
            work -> new Thread(work, "opened-announcements"),
            new ThreadPoolExecutor.DiscardPolicy());

    public OpenedAnnouncements(EntityCatalog catalog, SensitiveValues values, JsonMapper json, Consumer<byte[]> relay) {
        this.sensitive = catalog.types().stream()
                .filter(type -> !type.sensitiveFields().isEmpty())
                .collect(Collectors.toUnmodifiableMap(EntityType::name, EntityType::sensitiveFields));
        this.values = values;
        this.json = json;
        this.relay = relay;
        if (!sensitive.isEmpty()) {
            values.requireKeys();
        }
    }

    @Override
    public void accept(byte[] message) {
        if (sensitive.isEmpty()) {
            relay.accept(message);
        } else {
            thread.execute(() -> open(message));
        }
    }

    /** What cannot be opened now is not handed on: the relay then notices the gap. */
    private void open(byte[] message) {
        try {
            relay.accept(mayBeSealed(message) ? opened(message) : message);
        } catch (RuntimeException e) {
            if (Outage.isBehind(e)) {
                log.warn("Changes could not be opened for sockets: {}", e.toString());
            } else {
                log.error("Changes could not be opened for sockets", e);
            }
        }
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }

    private static boolean mayBeSealed(byte[] message) {
        return new String(message, US_ASCII).contains(SensitiveValues.MARK);
    }

    private byte[] opened(byte[] message) {
        var announcement = json.readValue(message, FeedAnnouncement.class);
        var entities = announcement.entries().stream()
                .map(Entry::change)
                .filter(change -> sensitive.containsKey(change.entityType()))
                .map(Change::entityId)
                .toList();
        var opening = values.opening(entities);
        return json.writeValueAsBytes(new FeedAnnouncement(
                announcement.from(),
                announcement.to(),
                announcement.entries().stream()
                        .map(entry -> opened(entry, opening))
                        .toList(),
                announcement.memberships(),
                announcement.conflicts()));
    }

    private Entry opened(Entry entry, Opening opening) {
        var change = entry.change();
        var data = change.data();
        var fields = sensitive.get(change.entityType());
        if (fields == null || data == null) {
            return entry;
        }
        var shown = new Change(
                change.entityType(),
                change.entityId(),
                change.projectId(),
                change.operation(),
                change.version(),
                opening.opened(change.entityId(), fields, data),
                change.changedBy(),
                change.occurredAt());
        return new Entry(entry.position(), shown, entry.owner(), entry.formerOwner());
    }
}
