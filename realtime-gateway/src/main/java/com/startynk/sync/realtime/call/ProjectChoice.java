package com.startynk.sync.realtime.call;

import com.startynk.sync.protocol.ErrorCode;
import com.startynk.sync.protocol.Projects;
import com.startynk.sync.protocol.SyncFailure;
import com.startynk.sync.realtime.relay.FeedReader;
import com.startynk.sync.realtime.relay.ProjectRooms;
import com.startynk.sync.realtime.relay.Socket;
import java.util.concurrent.CompletableFuture;

/** Whether a caller may name a project: his own, and an admin any that exists. */
final class ProjectChoice {

    private final FeedReader feed;

    ProjectChoice(FeedReader feed) {
        this.feed = feed;
    }

    /** Fails when an admin names a project that does not exist. Everyone else's projects are known by their membership. */
    CompletableFuture<Void> requireExisting(Socket socket, String projectId) {
        if (!socket.caller().isAdmin() || projectId.equals(Projects.ORG)) {
            return CompletableFuture.completedFuture(null);
        }
        return feed.projectExists(projectId).thenAccept(exists -> {
            if (!exists) {
                throw forbidden();
            }
        });
    }

    /** Goes on when the caller may see the project, in the relay's thread; else the call fails. */
    void require(Call call, String projectId, ProjectRooms rooms, Runnable then) {
        call.when(
                requireExisting(call.socket(), projectId),
                exists -> rooms.judge(call.socket(), projectId, then, () -> call.fail(forbidden())));
    }

    static SyncFailure forbidden() {
        return new SyncFailure(ErrorCode.FORBIDDEN, "This is not for you to see.");
    }
}
