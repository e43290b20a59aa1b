package com.startynk.sync.query.replay;

import com.startynk.sync.protocol.Caller;
import com.startynk.sync.protocol.ErrorCode;
import com.startynk.sync.protocol.SyncFailure;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Replays over REST, for admins. */
@RestController
public final class ReplayController {

    private final Replays replays;
    private final Projections projections;

    public ReplayController(Replays replays, Projections projections) {
        this.replays = replays;
        this.projections = projections;
    }

    /**
     * What to replay.
     *
     * @param processor one part's name; null for all
     * @param from a place, a time or an entity's id; null for the beginning
     */
    record Wanted(@Nullable String processor, @Nullable String from) {}

    /** Which projections there are, how far each is, and what of the read model a replay can put right. */
    @GetMapping("/api/v1/admin/projections")
    Projections.Listed list(Caller caller) {
        requireAdmin(caller);
        return projections.list();
    }

    @PostMapping("/api/v1/admin/replays")
    @ResponseStatus(HttpStatus.ACCEPTED)
    Replay.Progress start(@RequestBody(required = false) @Nullable Wanted wanted, Caller caller) {
        requireAdmin(caller);
        return wanted == null
                ? replays.start(null, From.BEGINNING)
                : replays.start(wanted.processor(), From.parse(wanted.from()));
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
