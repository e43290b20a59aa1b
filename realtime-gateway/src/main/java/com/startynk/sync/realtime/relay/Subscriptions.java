package com.startynk.sync.realtime.relay;

import java.util.List;
import java.util.concurrent.Executor;
import java.util.function.Consumer;

/** Which rooms a socket is in because it asked for them. */
public final class Subscriptions {

    private final Executor thread;
    private final Rooms rooms;
    private final Delivery delivery;

    /** @param thread the relay's, whose rooms these are */
    Subscriptions(Executor thread, Rooms rooms, Delivery delivery) {
        this.thread = thread;
        this.rooms = rooms;
        this.delivery = delivery;
    }

    /**
     * Joins rooms, all of them or none. Answers in the relay's thread, before anything else is sent to the socket.
     *
     * @param forbidden run instead of an answer when the user may not see one of them
     */
    public void join(Socket socket, Subscription wanted, Consumer<Subscribed> answer, Runnable forbidden) {
        thread.execute(() -> socket.whenCaughtUp(() -> {
            if (mayFollow(socket, wanted)) {
                answer.accept(follow(socket, wanted));
            } else {
                forbidden.run();
            }
        }));
    }

    private boolean mayFollow(Socket socket, Subscription wanted) {
        var audience = delivery.audience(socket);
        return !socket.is(Socket.State.GONE)
                && (socket.caller().isAdmin() || socket.isMemberOfAll(wanted.homes()))
                && wanted.entities().stream()
                        .allMatch(entity -> audience.mayRead(entity.entityType())
                                && audience.reaches(entity.entityType(), entity.owner(), socket.caller()));
    }

    private Subscribed follow(Socket socket, Subscription wanted) {
        for (var project : wanted.projectIds()) {
            socket.unmute(project);
            rooms.join(socket, Room.project(project));
        }
        for (var entity : wanted.entities()) {
            socket.home(entity.room(), entity.projectId());
            rooms.join(socket, entity.room());
        }
        socket.advance(delivery.head().position(), delivery.head().deployment());
        return new Subscribed(true, List.copyOf(socket.rooms()), socket.cursor());
    }

    /** Leaves rooms; what it is not in does no harm. */
    public void leave(Socket socket, Subscription unwanted, Runnable answer) {
        thread.execute(() -> {
            for (var project : unwanted.projectIds()) {
                if (socket.isMemberOf(project)) {
                    socket.mute(project);
                }
                rooms.leave(socket, Room.project(project));
            }
            unwanted.entities().forEach(entity -> rooms.leave(socket, entity.room()));
            answer.run();
        });
    }
}
