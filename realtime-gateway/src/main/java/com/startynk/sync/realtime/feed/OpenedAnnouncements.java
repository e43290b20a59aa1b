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
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.json.JsonMapper;

/** Opens sensitive values in announcements before the relay has them: it serves every socket on one thread, and must not wait. */
public final class OpenedAnnouncements implements Consumer<byte[]> {

    private static final Logger log = LoggerFactory.getLogger(OpenedAnnouncements.class);

    private final Map<String, Set<String>> sensitive;
    private final SensitiveValues values;
    private final JsonMapper json;
    private final Consumer<byte[]> relay;

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

    /** What cannot be opened now is not handed on: the relay then notices the gap. */
    @Override
    public void accept(byte[] message) {
        if (!mayBeSealed(message)) {
            relay.accept(message);
            return;
        }
        try {
            relay.accept(opened(message));
        } catch (RuntimeException e) {
            if (!Outage.isBehind(e)) {
                throw e;
            }
            log.warn("Changes could not be opened for sockets: {}", e.toString());
        }
    }

    private boolean mayBeSealed(byte[] message) {
        return !sensitive.isEmpty() && new String(message, US_ASCII).contains(SensitiveValues.MARK);
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
