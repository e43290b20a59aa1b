package com.startynk.sync.command.intake;

import com.startynk.sync.command.entity.Intent;
import com.startynk.sync.command.entity.Outcome;
import com.startynk.sync.protocol.SyncFailure;
import com.startynk.sync.protocol.push.SyncStatus;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * An intent on its way through a lane.
 *
 * @param outcome completed once it is decided, or exceptionally when it could not be stored
 * @param behind outcomes of what it must not overtake: the item before it of the same entity, and what makes the entities
 *     that it refers to
 */
record Submission(Intent intent, CompletableFuture<Outcome> outcome, List<CompletableFuture<Outcome>> behind) {

    /** One that is behind nothing. */
    static Submission of(Intent intent) {
        return new Submission(intent, new CompletableFuture<>(), List.of());
    }

    /**
     * Whether something that it must not overtake was not stored and will be sent again. Decided now, it would be an edit of
     * what does not exist yet, or be overwritten later by the older edit.
     */
    boolean isBehindAFailure() {
        return behind.stream().anyMatch(Submission::isToBeSentAgain);
    }

    private static boolean isToBeSentAgain(CompletableFuture<Outcome> before) {
        return before.isCompletedExceptionally()
                || (before.isDone() && before.join().status() == SyncStatus.RETRY);
    }

    /** Whether it was stored after all is not known here: sent again, it is answered as what it is. */
    void refuse() {
        outcome.completeExceptionally(SyncFailure.unavailable("the change could not be stored now"));
    }
}
