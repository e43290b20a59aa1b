package com.startynk.sync.realtime.relay;

import com.startynk.sync.protocol.feed.FeedAnnouncement.ConflictNotice;
import com.startynk.sync.protocol.feed.FeedHead;
import com.startynk.sync.protocol.updates.Change;
import com.startynk.sync.protocol.updates.ChangeOperation;
import com.startynk.sync.protocol.updates.UpdatesPage;
import com.startynk.sync.realtime.engine.Frame;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** What goes out to sockets, and up to where everything has gone out. Confined to the relay's thread. */
final class Delivery {

    private final ReadRights rights;
    private final JsonMapper json;
    private final RelayMetrics metrics;
    private final Map<Set<String>, Audience> audiences = new HashMap<>();
    private @Nullable FeedHead head;

    Delivery(ReadRights rights, JsonMapper json, RelayMetrics metrics) {
        this.rights = rights;
        this.json = json;
        this.metrics = metrics;
    }

    boolean hasBegun() {
        return head != null;
    }

    /** Where everything announced has been handled; there must have been a beginning. */
    FeedHead head() {
        if (head == null) {
            throw new IllegalStateException("nobody is let in before the feed's head is known");
        }
        return head;
    }

    void head(FeedHead reached) {
        head = reached;
    }

    void head(long position) {
        head = new FeedHead(head().deployment(), position);
    }

    Audience audience(Socket socket) {
        return audiences.computeIfAbsent(socket.caller().roles(), roles -> new Audience(roles, rights));
    }

    /** Sends what of an announcement is news to a live socket, in one message or none. */
    void tell(Socket socket, Told told) {
        if (!socket.is(Socket.State.LIVE)) {
            return;
        }
        var sight = told.sightOf(socket, audience(socket));
        if (sight.isEmpty()) {
            return;
        }
        var previous = socket.cursor();
        socket.advance(told.to(), head().deployment());
        send(socket, told.frame(sight, socket.cursor(), previous), sight.count());
    }

    /** Sends a page of the feed to a socket that catches up, but for projects that the client has left. */
    void tell(Socket socket, UpdatesPage page, long position) {
        var changes =
                page.changes().stream().filter(change -> wants(socket, change)).toList();
        socket.reached(position);
        if (!changes.isEmpty()) {
            var frame = Told.frame(changes, page.cursor(), socket.cursor(), json);
            socket.given(page.cursor());
            send(socket, frame, changes.size());
        }
    }

    private static boolean wants(Socket socket, Change change) {
        return change.operation() == ChangeOperation.REVOKE || !socket.isMuted(change.projectId());
    }

    private void send(Socket socket, Frame frame, int changes) {
        if (socket.connection().offer(frame)) {
            metrics.delivered(changes);
        } else {
            socket.become(Socket.State.LAGGING);
        }
    }

    /** Tells a client to pull, and lets its chain of cursors begin anew where the feed is now. */
    void requireSync(Socket socket, SyncReason reason) {
        socket.connection().send(Frame.event("sync:required", "{\"reason\":\"" + reason + "\"}"));
        socket.advance(head().position(), head().deployment());
        metrics.syncRequired(reason);
    }

    void tell(Socket socket, ConflictNotice notice) {
        var audience = audience(socket);
        if (audience.mayRead(notice.entityType())
                && audience.reaches(notice.entityType(), notice.owner(), socket.caller())) {
            var hidden = audience.hidden(notice.entityType());
            var fields = notice.fields().stream()
                    .filter(field -> !hidden.contains(field))
                    .toList();
            var payload = new ConflictMessage(
                    notice.conflictId(), notice.entityType(), notice.entityId(), fields, notice.resolution());
            socket.connection().send(Frame.event("conflict:" + notice.event(), json.writeValueAsString(payload)));
        }
    }
}
