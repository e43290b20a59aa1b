package com.startynk.sync.query.replay;

import com.startynk.sync.protocol.Caller;
import com.startynk.sync.protocol.ErrorCode;
import com.startynk.sync.protocol.SyncFailure;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Replays over REST, for admins. */
@RestController
public final class ReplayController {

    private final Replays replays;

    public ReplayController(Replays replays) {
        this.replays = replays;
    }

    @PostMapping("/api/v1/admin/replays")
    @ResponseStatus(HttpStatus.ACCEPTED)
    Replay.Progress start(Caller caller) {
        requireAdmin(caller);
        return replays.start();
    }

    /** The one that runs, or the last one of this process. */
    @GetMapping("/api/v1/admin/replays")
    Replay.Progress progress(Caller caller) {
        requireAdmin(caller);
        return replays.progress().orElseThrow(() -> new SyncFailure(ErrorCode.NOT_FOUND, "nothing was replayed here"));
    }

    @DeleteMapping("/api/v1/admin/replays")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void stop(Caller caller) {
        requireAdmin(caller);
        replays.stop();
    }

    private static void requireAdmin(Caller caller) {
        if (!caller.isAdmin()) {
            throw new SyncFailure(ErrorCode.FORBIDDEN, "replays are for admins");
        }
    }
}
