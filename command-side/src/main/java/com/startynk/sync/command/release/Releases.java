package com.startynk.sync.command.release;

import com.startynk.sync.command.entity.EntityDirectory;
import com.startynk.sync.command.entity.Mutation;
import com.startynk.sync.command.entity.Outcome;
import com.startynk.sync.command.intake.MutationLanes;
import com.startynk.sync.events.parking.ParkedItem;
import com.startynk.sync.protocol.SyncFailure;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** Sends parked mutations through the lanes again. */
final class Releases {

    private final MutationLanes lanes;
    private final EntityDirectory directory;
    private final FailedTries failedTries;

    Releases(MutationLanes lanes, EntityDirectory directory, FailedTries failedTries) {
        this.lanes = lanes;
        this.directory = directory;
        this.failedTries = failedTries;
    }

    /** What has arrived as of now. */
    Arrivals arrivals() {
        return new Arrivals(directory);
    }

    /** Nobody waits for the outcomes: they are events. What fails for now is tried again later. */
    void submit(List<ParkedItem> items) {
        for (var item : items) {
            var unused = attempt(Mutation.of(item)).whenComplete((outcome, failure) -> {
                if (failure != null) {
                    failedTries.note(item, failure);
                }
            });
        }
    }

    CompletableFuture<Outcome> attempt(Mutation mutation) {
        try {
            return lanes.submit(mutation);
        } catch (SyncFailure overload) {
            return CompletableFuture.failedFuture(overload);
        }
    }
}
