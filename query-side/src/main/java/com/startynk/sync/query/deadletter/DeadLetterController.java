package com.startynk.sync.query.deadletter;

import com.startynk.sync.protocol.Caller;
import com.startynk.sync.protocol.ErrorCode;
import com.startynk.sync.protocol.SyncFailure;
import com.startynk.sync.query.deadletter.DeadLetters.Outcome;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** Dead letters of projections over REST, for admins. */
@RestController
public final class DeadLetterController {

    private final DeadLetters letters;

    public DeadLetterController(DeadLetters letters) {
        this.letters = letters;
    }

    /**
     * What is parked.
     *
     * @param events how many, those included that wait behind another
     * @param items the first one of each stream, with the number of all of it
     */
    record Listed(long events, List<DeadLetterRows.Head> items) {}

    /** What is to be tried again; null is all. */
    record Wanted(@Nullable String processor, @Nullable String sequenceId) {}

    @GetMapping("/api/v1/admin/projections/dead-letters")
    Listed list(Caller caller) {
        requireAdmin(caller);
        return new Listed(letters.events(), letters.heads());
    }

    @PostMapping("/api/v1/admin/projections/dead-letters/retry")
    Outcome retry(@RequestBody(required = false) @Nullable Wanted wanted, Caller caller) {
        requireAdmin(caller);
        return wanted == null ? letters.retry(null, null) : letters.retry(wanted.processor(), wanted.sequenceId());
    }

    private static void requireAdmin(Caller caller) {
        if (!caller.isAdmin()) {
            throw new SyncFailure(ErrorCode.FORBIDDEN, "dead letters of projections are for admins");
        }
    }
}
