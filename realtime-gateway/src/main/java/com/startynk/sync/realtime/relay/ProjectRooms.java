package com.startynk.sync.realtime.relay;

import com.startynk.sync.realtime.engine.Frame;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.function.IntConsumer;

/** Who may see a project and who follows it, for what is not in the feed. */
public final class ProjectRooms {

    private final Executor thread;
    private final Rooms rooms;

    /** @param thread the relay's, whose rooms these are */
    ProjectRooms(Executor thread, Rooms rooms) {
        this.thread = thread;
        this.rooms = rooms;
    }

    /**
     * Does one thing or the other in the relay's thread.
     *
     * @param projectId must exist when an admin asks
     * @param allowed run when the user of the socket may see the project, and the socket is still there
     */
    public void judge(Socket socket, String projectId, Runnable allowed, Runnable forbidden) {
        thread.execute(() -> {
            var may = socket.caller().isAdmin() || socket.isMemberOf(projectId);
            if (may && !socket.is(Socket.State.GONE)) {
                allowed.run();
            } else {
                forbidden.run();
            }
        });
    }

    /**
     * Sends messages to all who follow a project. Who reads too slowly is sent to pull in the end, and asks anew.
     *
     * @param told is given the number of those sockets, in the relay's thread
     */
    public void tell(String projectId, List<Frame> frames, IntConsumer told) {
        thread.execute(() -> {
            var readers = rooms.in(Room.project(projectId));
            readers.forEach(reader -> tell(reader, frames));
            told.accept(readers.size());
        });
    }

    private static void tell(Socket reader, List<Frame> frames) {
        for (var frame : frames) {
            if (!reader.connection().offer(frame)) {
                if (reader.is(Socket.State.LIVE)) {
                    reader.become(Socket.State.LAGGING);
                }
                return;
            }
        }
    }
}
