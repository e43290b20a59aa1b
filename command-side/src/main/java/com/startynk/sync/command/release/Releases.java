package com.startynk.sync.command.release;

import com.startynk.sync.command.entity.EntityDirectory;
import com.startynk.sync.command.entity.Mutation;
import com.startynk.sync.command.entity.Outcome;
import com.startynk.sync.command.intake.MutationLanes;
import com.startynk.sync.events.parking.ParkedItem;
import com.startynk.sync.protocol.SyncFailure;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Sends parked mutations through the lanes again. */
final class Releases {

    private static final Logger log = LoggerFactory.getLogger(Releases.class);

    private final MutationLanes lanes;
    private final EntityDirectory directory;

    Releases(MutationLanes lanes, EntityDirectory directory) {
        this.lanes = lanes;
        this.directory = directory;
    }

    /** Whether all that it waits for has arrived. */
    boolean isReady(ParkedItem item) {
        return item.awaits().stream().allMatch(directory::exists);
    }

    /** Nobody waits for the outcomes: they are events. What fails for now is found by the next sweep. */
    void submit(List<Mutation> mutations) {
        for (var mutation : mutations) {
            var unused = attempt(mutation).whenComplete((outcome, failure) -> {
                if (failure != null) {
                    log.warn("A parked mutation could not be tried now: {}", failure.toString());
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
