package com.startynk.sync.command.resolution;

import com.startynk.sync.command.entity.Outcome;
import com.startynk.sync.command.intake.MutationLanes;
import com.startynk.sync.protocol.Caller;
import com.startynk.sync.protocol.SyncFailure;
import com.startynk.sync.protocol.conflict.ConflictView;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import tools.jackson.databind.JsonNode;

/** Has a conflict decided, once. */
final class ResolutionRequests {

    private final ConflictFinder conflicts;
    private final DecisionReader reader;
    private final MutationLanes lanes;

    ResolutionRequests(ConflictFinder conflicts, DecisionReader reader, MutationLanes lanes) {
        this.conflicts = conflicts;
        this.reader = reader;
        this.lanes = lanes;
    }

    /**
     * Decides, and answers the conflict as it then is.
     *
     * @throws SyncFailure when the caller may not, when the input is not valid, or when somebody or a rule has decided before
     */
    ConflictView resolve(String conflictId, JsonNode input, Caller caller) {
        var decision = reader.read(input, conflicts.find(conflictId, caller), caller);
        unlessRefused(outcome(lanes.submit(decision)));
        var conflict = conflicts.find(conflictId, caller);
        if (conflict.status().equals(ConflictView.PENDING)) {
            throw SyncFailure.unavailable("the conflict is decided, but cannot be read as such yet");
        }
        return conflict;
    }

    private static Outcome outcome(CompletableFuture<Outcome> decided) {
        try {
            return decided.join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof SyncFailure failure) {
                throw failure;
            }
            throw e;
        }
    }

    private static void unlessRefused(Outcome outcome) {
        var error = outcome.error();
        if (error != null) {
            throw new SyncFailure(error, outcome.message() == null ? error.name() : outcome.message());
        }
    }
}
