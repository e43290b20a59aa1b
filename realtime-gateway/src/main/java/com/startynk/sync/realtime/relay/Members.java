package com.startynk.sync.realtime.relay;

import com.startynk.sync.protocol.Projects;
import com.startynk.sync.protocol.feed.FeedAnnouncement;
import com.startynk.sync.protocol.feed.Memberships;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Keeps sockets in the rooms of their users' projects, and in no others. Confined to the relay's thread. */
final class Members {

    private final Rooms rooms;
    private final Delivery delivery;
    private final CatchUp catchUp;
    private final RecentAnnouncements recent;
    private final SocketWatch watch;

    Members(Rooms rooms, Delivery delivery, CatchUp catchUp, RecentAnnouncements recent, SocketWatch watch) {
        this.rooms = rooms;
        this.delivery = delivery;
        this.catchUp = catchUp;
        this.recent = recent;
        this.watch = watch;
    }

    /** Moves everyone whom an announcement concerns; they read of it in the feed, which has the grants and the revokes. */
    void on(FeedAnnouncement announcement) {
        for (var change : announcement.memberships()) {
            for (var userId : change.removed()) {
                for (var socket : rooms.of(userId)) {
                    if (leave(socket, change.projectId())) {
                        catchUp.begin(socket);
                    }
                }
                watch.expelled(userId, change.projectId());
            }
            for (var userId : change.added()) {
                for (var socket : rooms.of(userId)) {
                    if (enter(socket, change.projectId())) {
                        follow(socket);
                    }
                }
            }
        }
    }

    /** An admin's feed has every project in it, and no grants: only the admin knows what is missing. */
    private void follow(Socket socket) {
        if (socket.caller().isAdmin()) {
            delivery.requireSync(socket, SyncReason.PROJECT_JOINED);
        } else {
            catchUp.begin(socket);
        }
    }

    /**
     * The projects of a user now.
     *
     * @param read what the query side knew at a moment that has been announced
     * @return empty when that moment is too long ago
     */
    Optional<Set<String>> now(String userId, Memberships read) {
        return recent.after(read.position()).map(announced -> {
            var projects = new HashSet<>(read.projectIds());
            announced.forEach(told -> apply(told.announcement(), userId, projects));
            return projects;
        });
    }

    private static void apply(FeedAnnouncement announcement, String userId, Set<String> projects) {
        for (var change : announcement.memberships()) {
            if (change.removed().contains(userId)) {
                projects.remove(change.projectId());
            }
            if (change.added().contains(userId)) {
                projects.add(change.projectId());
            }
        }
    }

    /** Puts a socket where it belongs, without a word: it begins, or was told to pull. */
    void place(Socket socket, Set<String> projects) {
        rooms.join(socket, Room.user(socket.caller().userId()));
        for (var former : socket.projects()) {
            if (!projects.contains(former)) {
                leave(socket, former);
            }
        }
        projects.forEach(project -> enter(socket, project));
    }

    /** Takes a former admin out of what others alone may see. */
    void demote(Socket socket) {
        List.copyOf(socket.rooms()).stream()
                .filter(room -> !socket.belongsIn(room))
                .forEach(room -> rooms.leave(socket, room));
        enter(socket, Projects.ORG);
        watch.confined(socket.connection().id(), socket.projects());
    }

    private boolean enter(Socket socket, String projectId) {
        if (socket.isMemberOf(projectId) || (socket.caller().isAdmin() && projectId.equals(Projects.ORG))) {
            return false;
        }
        socket.memberOf(projectId);
        rooms.join(socket, Room.project(projectId));
        return true;
    }

    /** Whether the user has lost something: an admin has not. */
    private boolean leave(Socket socket, String projectId) {
        if (!socket.isMemberOf(projectId)) {
            return false;
        }
        socket.notMemberOf(projectId);
        if (socket.caller().isAdmin()) {
            return false;
        }
        rooms.leave(socket, Room.project(projectId));
        List.copyOf(socket.entityRoomsIn(projectId)).forEach(room -> rooms.leave(socket, room));
        watch.confined(socket.connection().id(), socket.projects());
        return true;
    }
}
