package com.startynk.sync.realtime.relay;

import com.startynk.sync.platform.session.Revocation;
import com.startynk.sync.protocol.Caller;
import com.startynk.sync.protocol.ErrorCode;
import com.startynk.sync.protocol.SyncFailure;
import com.startynk.sync.protocol.feed.FeedAnnouncement;
import com.startynk.sync.protocol.feed.FeedAnnouncement.ConflictNotice;
import com.startynk.sync.protocol.feed.FeedHead;
import com.startynk.sync.protocol.feed.Memberships;
import com.startynk.sync.protocol.notification.NotificationAnnouncement;
import com.startynk.sync.protocol.notification.SocketQuestion.Device;
import com.startynk.sync.realtime.engine.Admission;
import com.startynk.sync.realtime.engine.Connection;
import com.startynk.sync.realtime.engine.Frame;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.json.JsonMapper;

/**
 * Hands what is announced to the sockets that it is meant for. All of its state is one thread's, so that who is in a room
 * and which cursor a socket holds never disagree.
 */
public final class Relay {

    private static final Logger log = LoggerFactory.getLogger(Relay.class);

    /** Bytes. */
    private static final long MAX_BACKLOG = 64 << 20;

    private final Executor thread;
    private final FeedReader feed;
    private final ReadRights rights;
    private final Standing standing;
    private final JsonMapper json;
    private final AtomicLong backlog = new AtomicLong();
    private final Set<Socket> sockets = new LinkedHashSet<>();
    private final DeviceSockets devices;
    private final Rooms rooms = new Rooms();
    private final Milestones milestones = new Milestones();
    private final RecentAnnouncements recent;
    private final RelayMetrics metrics = new RelayMetrics();
    private final Delivery delivery;
    private final CatchUp catchUp;
    private final Members members;
    private final MembershipRefresh refresh;
    private final Subscriptions subscriptions;
    private final ProjectRooms projectRooms;
    private final SocketWatch watch;

    private @Nullable FeedHead ahead;

    /**
     * Makes a relay that waits for the feed's head.
     *
     * @param thread runs one task at a time, in order
     * @param watch is told of sockets that end
     * @param deviceSockets how many a device may have
     * @param recentBytes how much of the last announcements is kept, for sockets that catch up
     */
    public Relay(
            Executor thread,
            FeedReader feed,
            ReadRights rights,
            Standing standing,
            SocketWatch watch,
            JsonMapper json,
            int deviceSockets,
            long recentBytes) {
        this.thread = thread;
        this.feed = feed;
        this.rights = rights;
        this.standing = standing;
        this.watch = watch;
        this.json = json;
        this.devices = new DeviceSockets(deviceSockets);
        this.recent = new RecentAnnouncements(recentBytes);
        this.delivery = new Delivery(rights, json, metrics);
        this.catchUp = new CatchUp(thread, feed, delivery, recent);
        this.members = new Members(rooms, delivery, catchUp, recent, watch);
        this.refresh = new MembershipRefresh(thread, feed, this::refreshed);
        this.subscriptions = new Subscriptions(thread, rooms, delivery);
        this.projectRooms = new ProjectRooms(thread, rooms);
    }

    /** A socket that is not in any room yet. */
    public Socket socket(Caller caller, Connection connection) {
        return new Socket(caller, connection, rights.types());
    }

    // --- the feed

    /** An announcement as it was published. Too many that wait are dropped: the gap that this leaves is noticed. */
    public void announced(byte[] message) {
        if (backlog.addAndGet(message.length) > MAX_BACKLOG) {
            backlog.addAndGet(-message.length);
            metrics.droppedOne();
            return;
        }
        thread.execute(() -> {
            backlog.addAndGet(-message.length);
            on(json.readValue(message, FeedAnnouncement.class), message.length);
        });
    }

    private void on(FeedAnnouncement announcement, int size) {
        if (!delivery.hasBegun()) {
            return;
        }
        if (announcement.to() > delivery.head().position()) {
            tell(announcement, size);
        }
        // A conflict need not have changed anything, so that its announcement begins and ends at the head.
        announcement.conflicts().forEach(this::tell);
    }

    private void tell(FeedAnnouncement announcement, int size) {
        if (announcement.from() > delivery.head().position()) {
            gap(announcement.from());
        }
        metrics.announced(announcement.entries().size());
        var told = new Told(announcement, size, json);
        recent.add(told);
        delivery.head(announcement.to());
        members.on(announcement);
        told.candidates(rooms).forEach(socket -> delivery.tell(socket, told));
        milestones.reached(announcement.to());
    }

    /** The author may have left the project since. */
    private void tell(ConflictNotice notice) {
        var interested = new LinkedHashSet<Socket>();
        rooms.in(Room.user(notice.userId())).stream()
                .filter(socket -> socket.caller().isAdmin() || socket.isMemberOf(notice.projectId()))
                .forEach(interested::add);
        rooms.in(Room.project(notice.projectId())).stream()
                .filter(socket -> socket.caller().managesProjects())
                .forEach(interested::add);
        interested.forEach(socket -> delivery.tell(socket, notice));
    }

    /**
     * The feed's head, asked for now and then: announcements hurry and may be lost. What is ahead may still be on its way,
     * so it counts as lost only when it has not come by the next time.
     */
    void observed(FeedHead now) {
        thread.execute(() -> {
            if (!delivery.hasBegun() || !delivery.head().deployment().equals(now.deployment())) {
                begin(now);
            } else if (ahead != null && delivery.head().position() < ahead.position()) {
                gap(ahead.position());
            }
            ahead = now;
        });
    }

    private void begin(FeedHead now) {
        recent.restart(now.position());
        delivery.head(now);
        sockets.forEach(socket -> delivery.requireSync(socket, SyncReason.GAP));
        milestones.reached(Long.MAX_VALUE);
    }

    private void gap(long to) {
        log.warn("Announcements of the feed were lost before position {}: sockets are told to pull", to);
        recent.restart(to);
        delivery.head(to);
        sockets.stream()
                .filter(socket -> socket.is(Socket.State.LIVE) && socket.position() < to)
                .forEach(socket -> delivery.requireSync(socket, SyncReason.GAP));
        refresh.of(sockets.stream().map(socket -> socket.caller().userId()).collect(Collectors.toSet()));
        milestones.reached(to);
    }

    private void refreshed(String userId, Memberships read) {
        whenAnnounced(
                read.position(),
                () -> members.now(userId, read)
                        .ifPresentOrElse(
                                projects -> rooms.of(userId).forEach(socket -> members.place(socket, projects)),
                                () -> refresh.of(Set.of(userId))));
    }

    private void whenAnnounced(long position, Runnable task) {
        if (delivery.hasBegun() && delivery.head().position() >= position) {
            task.run();
        } else {
            milestones.at(position, task);
        }
    }

    // --- sockets

    /** What they follow beside what they are told by themselves. */
    public Subscriptions subscriptions() {
        return subscriptions;
    }

    /** What it has told, and what it has not. */
    public RelayMetrics metrics() {
        return metrics;
    }

    /**
     * Looks who is there.
     *
     * @param seen is told so in the relay's thread; must not block
     */
    public void look(Consumer<RelayState> seen) {
        thread.execute(() -> seen.accept(new RelayState(
                sockets.size(),
                count(Socket.State.LAGGING),
                count(Socket.State.CATCHING_UP),
                rooms.count(Room.USER),
                rooms.count(Room.PROJECT),
                rooms.count(Room.ENTITY))));
    }

    private int count(Socket.State state) {
        return (int) sockets.stream().filter(socket -> socket.is(state)).count();
    }

    /** Projects as they are for what is not in the feed. */
    public ProjectRooms projectRooms() {
        return projectRooms;
    }

    /**
     * Lets a socket in once its rooms are known, and not before.
     *
     * @param cursor how far the client has read; null when it does not say
     */
    public void join(Socket socket, @Nullable String cursor, Admission admission, Connection.Listener listener) {
        var userId = socket.caller().userId();
        feed.memberships(
                userId,
                (read, failure) -> thread.execute(() -> {
                    if (read == null) {
                        log.warn(
                                "A socket is sent away, its user's projects could not be read: {}",
                                String.valueOf(failure));
                        admission.drop();
                        return;
                    }
                    whenAnnounced(
                            read.position(),
                            () -> members.now(userId, read)
                                    .ifPresentOrElse(
                                            projects -> admit(socket, projects, cursor, admission, listener),
                                            () -> join(socket, cursor, admission, listener)));
                }));
    }

    private void admit(
            Socket socket,
            Set<String> projects,
            @Nullable String cursor,
            Admission admission,
            Connection.Listener listener) {
        // Whoever is revoked from here on is found in its room.
        try {
            standing.require(socket.caller());
        } catch (SyncFailure refused) {
            turnAway(admission, refused);
            return;
        }
        if (!admission.accept(listener)) {
            return;
        }
        sockets.add(socket);
        devices.add(socket).ifPresent(Relay::replace);
        members.place(socket, projects);
        if (cursor == null) {
            socket.advance(delivery.head().position(), delivery.head().deployment());
            socket.become(Socket.State.LIVE);
        } else {
            socket.given(cursor);
            catchUp.begin(socket);
        }
    }

    /**
     * Ends a socket whose device has come in once more than it may. It is most likely one that the device has lost long ago; if
     * not, the client is told that the server wants no more of it, so that it does not come back and end another one in turn.
     */
    private static void replace(Socket oldest) {
        oldest.connection().disconnect();
    }

    private static void turnAway(Admission admission, SyncFailure refused) {
        if (refused.errorCode() == ErrorCode.UNAUTHENTICATED) {
            admission.refuse(ErrorCode.UNAUTHENTICATED.name());
        } else {
            admission.drop();
        }
    }

    /**
     * A notification that is in a person's list now, for every socket of that person. Too many that wait are dropped.
     *
     * @param receipts hears of each device that has read it, if somebody looks at it
     */
    public void notified(byte[] message, NotificationReceipts receipts) {
        if (backlog.addAndGet(message.length) > MAX_BACKLOG) {
            backlog.addAndGet(-message.length);
            metrics.droppedOne();
            return;
        }
        thread.execute(() -> {
            backlog.addAndGet(-message.length);
            var announcement = json.readValue(message, NotificationAnnouncement.class);
            var frame = Frame.event("notification", announcement.notification());
            rooms.of(announcement.userId()).forEach(socket -> {
                socket.connection().send(frame);
                var id = announcement.id();
                if (id != null && socket.isWatched()) {
                    var deviceId = socket.caller().deviceId();
                    socket.connection().whenRead(() -> receipts.taken(id, deviceId));
                }
            });
        });
    }

    /** Answers which of these devices have a socket here that somebody looks at. */
    public void watched(Collection<Device> asked, Consumer<List<Device>> answer) {
        thread.execute(() -> answer.accept(asked.stream()
                .filter(device ->
                        devices.of(device.userId(), device.deviceId()).stream().anyMatch(Socket::isWatched))
                .toList()));
    }

    /** Ends the sockets whose tokens this is the end of. */
    public void revoked(Revocation revocation) {
        var end = new SessionRevoked(revocation.reason());
        thread.execute(() -> rooms.of(revocation.userId()).stream()
                .filter(socket -> revocation.ends(socket.caller()))
                .forEach(socket -> end.end(socket, json)));
    }

    /**
     * Lets a socket live on under another token of the same user and device. Other roles see another feed, in which the
     * cursor that the client holds means nothing.
     *
     * @param refused called instead of an answer when that token stands no more
     */
    public void renew(Socket socket, Caller renewed, Runnable answer, Consumer<SyncFailure> refused) {
        thread.execute(() -> socket.whenCaughtUp(() -> {
            try {
                standing.require(renewed);
            } catch (SyncFailure no) {
                refused.accept(no);
                return;
            }
            var before = socket.caller();
            socket.renew(renewed);
            answer.run();
            if (!before.roles().equals(renewed.roles()) && !socket.is(Socket.State.GONE)) {
                if (before.isAdmin() && !renewed.isAdmin()) {
                    members.demote(socket);
                }
                delivery.requireSync(socket, SyncReason.INVALID_CURSOR);
            }
        }));
    }

    /**
     * The socket's connection has ended.
     *
     * @param clean else it broke, and the client may be back soon
     */
    public void leave(Socket socket, boolean clean) {
        thread.execute(() -> {
            sockets.remove(socket);
            devices.remove(socket);
            rooms.leaveAll(socket);
            socket.become(Socket.State.GONE);
            watch.left(socket.connection().id(), clean);
        });
    }

    /** A slow reader has read all that waited. */
    public void drained(Socket socket) {
        thread.execute(() -> {
            if (socket.is(Socket.State.LAGGING)) {
                socket.become(Socket.State.LIVE);
                delivery.requireSync(socket, SyncReason.SLOW_READER);
                // What it asked for while it was catching up, if that was cut short.
                socket.runDeferred();
            }
        });
    }
}
