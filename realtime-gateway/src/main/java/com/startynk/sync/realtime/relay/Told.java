package com.startynk.sync.realtime.relay;

import com.startynk.sync.protocol.feed.FeedAnnouncement;
import com.startynk.sync.protocol.feed.FeedAnnouncement.MembershipChange;
import com.startynk.sync.protocol.updates.Change;
import com.startynk.sync.protocol.updates.ChangeOperation;
import com.startynk.sync.realtime.engine.Frame;
import java.util.BitSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** An announcement on its way to sockets: each change encoded once, and once for all who may see the same ones. */
final class Told {

    static final String EVENT = "entity:changed";

    private final FeedAnnouncement announcement;
    private final int size;
    private final List<Entry> entries;
    private final JsonMapper json;
    private final Map<Sight, byte[]> encoded = new HashMap<>();

    /** Most sockets see what the one before them saw; whether that is so is found out faster than where to look it up. */
    private @Nullable Sight lastSight;

    private byte[] lastEncoded = {};

    /** @param json the change with all of its fields */
    private record Entry(FeedAnnouncement.Entry told, String json, String projectRoom, String entityRoom) {

        long position() {
            return told.position();
        }

        Change change() {
            return told.change();
        }

        String entityType() {
            return change().entityType();
        }
    }

    /**
     * What of it one socket is told.
     *
     * @param visible the numbers of the changes
     * @param revoked those of them that took an entity from its reader, who is told just that
     * @param hidden by type, the fields that are left out
     */
    record Sight(BitSet visible, BitSet revoked, Map<String, Set<String>> hidden) {

        boolean isEmpty() {
            return visible.isEmpty();
        }

        int count() {
            return visible.cardinality();
        }
    }

    /**
     * Prepares what is announced.
     *
     * @param size about how much memory it holds, in bytes
     */
    Told(FeedAnnouncement announcement, int size, JsonMapper json) {
        this.announcement = announcement;
        this.size = size;
        this.json = json;
        this.entries =
                announcement.entries().stream().map(entry -> entry(entry, json)).toList();
    }

    private static Entry entry(FeedAnnouncement.Entry told, JsonMapper json) {
        var change = told.change();
        return new Entry(
                told,
                json.writeValueAsString(change),
                Room.project(change.projectId()),
                Room.entity(change.entityType(), change.entityId()));
    }

    long from() {
        return announcement.from();
    }

    long to() {
        return announcement.to();
    }

    int size() {
        return size;
    }

    FeedAnnouncement announcement() {
        return announcement;
    }

    /** Whether it says that a user came into or left a project. */
    boolean concerns(String userId) {
        return announcement.memberships().stream().anyMatch(change -> concerns(change, userId));
    }

    static boolean concerns(MembershipChange change, String userId) {
        return change.added().contains(userId) || change.removed().contains(userId);
    }

    /** Who is in a room that one of the changes goes to; a copy. */
    Set<Socket> candidates(Rooms rooms) {
        var sockets = new LinkedHashSet<Socket>();
        for (var entry : entries) {
            sockets.addAll(rooms.in(entry.projectRoom()));
            sockets.addAll(rooms.in(entry.entityRoom()));
        }
        return sockets;
    }

    /** Which of the changes are news to this socket and for its eyes. */
    Sight sightOf(Socket socket, Audience audience) {
        var visible = new BitSet(entries.size());
        var revoked = new BitSet(entries.size());
        for (var n = 0; n < entries.size(); n++) {
            var entry = entries.get(n);
            var rooms = socket.rooms();
            if (entry.position() > socket.position()
                    && (rooms.contains(entry.projectRoom()) || rooms.contains(entry.entityRoom()))
                    && audience.mayRead(entry.entityType())) {
                var told = entry.told();
                if (audience.reaches(entry.entityType(), told.owner(), socket.caller())) {
                    visible.set(n);
                } else if (audience.reaches(entry.entityType(), told.formerOwner(), socket.caller())) {
                    visible.set(n);
                    revoked.set(n);
                }
            }
        }
        return new Sight(visible, revoked, audience.hidden());
    }

    /** The message with these changes; the cursors are the reader's own. */
    Frame frame(Sight sight, String cursor, String previousCursor) {
        if (!sight.equals(lastSight)) {
            lastEncoded = encoded.computeIfAbsent(sight, this::encode);
            lastSight = sight;
        }
        return Frame.event(lastEncoded, cursors(cursor, previousCursor));
    }

    int count() {
        return entries.size();
    }

    private byte[] encode(Sight sight) {
        return shared(sight.visible().stream()
                .mapToObj(n -> sight.revoked().get(n)
                        ? json.writeValueAsString(revoked(entries.get(n).change()))
                        : json(entries.get(n), sight.hidden()))
                .collect(Collectors.joining(",")));
    }

    private static Change revoked(Change change) {
        return new Change(
                change.entityType(),
                change.entityId(),
                change.projectId(),
                ChangeOperation.REVOKE,
                null,
                null,
                null,
                null);
    }

    private String json(Entry entry, Map<String, Set<String>> hidden) {
        var change = entry.change();
        var fields = hidden.get(change.entityType());
        var data = change.data();
        if (fields == null || data == null) {
            return entry.json();
        }
        var shown = new LinkedHashMap<>(data);
        shown.keySet().removeAll(fields);
        return json.writeValueAsString(new Change(
                change.entityType(),
                change.entityId(),
                change.projectId(),
                change.operation(),
                change.version(),
                shown,
                change.changedBy(),
                change.occurredAt()));
    }

    /** The same message with changes that came from the feed itself. */
    static Frame frame(List<Change> changes, String cursor, String previousCursor, JsonMapper json) {
        var encoded = changes.stream().map(json::writeValueAsString).collect(Collectors.joining(","));
        return Frame.event(shared(encoded), cursors(cursor, previousCursor));
    }

    private static byte[] shared(String changes) {
        return Frame.shared(EVENT, "{\"changes\":[" + changes + "]");
    }

    /** Cursors need no escaping. A client may send another text as its own; it then never gets here. */
    private static String cursors(String cursor, String previousCursor) {
        return ",\"cursor\":\"" + cursor + "\",\"previousCursor\":\"" + previousCursor + "\"}";
    }
}
