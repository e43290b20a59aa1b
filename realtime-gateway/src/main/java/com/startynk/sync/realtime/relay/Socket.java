package com.startynk.sync.realtime.relay;

import com.startynk.sync.protocol.Caller;
import com.startynk.sync.protocol.updates.UpdatesCursor;
import com.startynk.sync.realtime.engine.Connection;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;

/** A signed-in client on this gateway, and how far it was told. But for who it is and whether he looks, it belongs to the relay's thread. */
public final class Socket {

    private volatile Caller caller;
    private volatile boolean watched;
    private final Connection connection;
    private long scope;
    private final Set<String> rooms = new LinkedHashSet<>();
    private final Set<String> projects = new HashSet<>();
    private final Set<String> muted = new HashSet<>();
    private final Map<String, String> homes = new HashMap<>();
    private final Queue<Runnable> deferred = new ArrayDeque<>();

    private State state = State.WAITING;
    private final Set<String> types;
    private long position;
    private String cursor = "";

    enum State {
        /** Not in any room yet. */
        WAITING,
        /** Is told what is announced. */
        LIVE,
        /** Is told what the feed holds, and then what was announced meanwhile. */
        CATCHING_UP,
        /** Reads too slowly: is told nothing until it has read what waits. */
        LAGGING,
        GONE
    }

    /** @param types all that are declared: of these its cursors speak */
    Socket(Caller caller, Connection connection, Set<String> types) {
        this.caller = caller;
        this.connection = connection;
        this.types = types;
        this.scope = scope(caller);
    }

    private long scope(Caller caller) {
        return UpdatesCursor.scope(caller.userId(), caller.roles(), types);
    }

    public Caller caller() {
        return caller;
    }

    /** Goes on under another token of the same user. */
    void renew(Caller renewed) {
        caller = renewed;
        scope = scope(renewed);
    }

    /**
     * The client says whether somebody looks at it. Until it has said so, nobody does: an app in the background connects again by
     * itself.
     */
    public void watched(boolean now) {
        watched = now;
    }

    boolean isWatched() {
        return watched;
    }

    public Connection connection() {
        return connection;
    }

    /** The names of the rooms that it is in; {@link Rooms} changes them. */
    Set<String> rooms() {
        return rooms;
    }

    boolean is(State wanted) {
        return state == wanted;
    }

    void become(State next) {
        state = next;
    }

    // --- memberships

    boolean isMemberOf(String projectId) {
        return projects.contains(projectId);
    }

    boolean isMemberOfAll(Collection<String> projectIds) {
        return projects.containsAll(projectIds);
    }

    Set<String> projects() {
        return Set.copyOf(projects);
    }

    void memberOf(String projectId) {
        projects.add(projectId);
    }

    void notMemberOf(String projectId) {
        projects.remove(projectId);
        muted.remove(projectId);
    }

    /** Remembers where the entity of a room lives, for the day when the user may not see that project any more. */
    void home(String entityRoom, String projectId) {
        homes.put(entityRoom, projectId);
    }

    List<String> entityRoomsIn(String projectId) {
        return rooms.stream().filter(room -> projectId.equals(homes.get(room))).toList();
    }

    /** Whether it is in this room for what its user is, and not for being an admin. */
    boolean belongsIn(String room) {
        return room.equals(Room.user(caller.userId()))
                || projects.stream().anyMatch(project -> room.equals(Room.project(project)))
                || projects.contains(homes.getOrDefault(room, ""));
    }

    /** The client wants no more of this project, though it is a member. */
    void mute(String projectId) {
        muted.add(projectId);
    }

    void unmute(String projectId) {
        muted.remove(projectId);
    }

    boolean isMuted(String projectId) {
        return muted.contains(projectId);
    }

    // --- its place in the feed

    long position() {
        return position;
    }

    /** The cursor that it was given last: what the next message calls the previous one. */
    String cursor() {
        return cursor;
    }

    /**
     * Whether a cursor says no more than a place in the feed, and is its reader's: then whoever was told everything since is where
     * he would be by reading on from there. An admin is told less than he may read.
     */
    boolean mayGoOnFrom(UpdatesCursor from) {
        var mark = from.all();
        return !caller.isAdmin()
                && from.scope() == scope
                && from.projects().isEmpty()
                && from.begunAt() == 0
                && mark != null
                && mark.entityId() == null;
    }

    /** Everything up to here was told, or is none of its business; the client learns it with a new cursor. */
    void advance(long to, String deployment) {
        position = Math.max(to, position);
        cursor = UpdatesCursor.encodeAll(scope, position, deployment);
    }

    /** A cursor that was not made here: of the handshake, or of a page of the feed. */
    void given(String other) {
        cursor = other;
    }

    /** Everything up to here was told; the client need not learn it yet. */
    void reached(long to) {
        position = to;
    }

    // --- what must not fall into the middle of catching up

    void whenCaughtUp(Runnable task) {
        if (state == State.CATCHING_UP) {
            deferred.add(task);
        } else {
            task.run();
        }
    }

    void runDeferred() {
        while (state != State.CATCHING_UP && !deferred.isEmpty()) {
            deferred.remove().run();
        }
    }
}
