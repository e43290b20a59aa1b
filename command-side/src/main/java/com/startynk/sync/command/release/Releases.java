package com.startynk.sync.command.release;

import com.startynk.sync.command.entity.EntityDirectory;
import com.startynk.sync.command.entity.Mutation;
import com.startynk.sync.command.entity.Outcome;
import com.startynk.sync.command.intake.MutationLanes;
import com.startynk.sync.events.entity.EntityId;
import com.startynk.sync.events.entity.MutationId;
import com.startynk.sync.events.parking.ParkedItem;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;

/** Sends parked mutations through the lanes again. */
final class Releases {

    private final MutationLanes lanes;
    private final EntityDirectory directory;
    private final FailedTries failedTries;
    private final Map<EntityId, CompletableFuture<Outcome>> latest = new ConcurrentHashMap<>();
    private final Set<MutationId> underWay = ConcurrentHashMap.newKeySet();

    Releases(MutationLanes lanes, EntityDirectory directory, FailedTries failedTries) {
        this.lanes = lanes;
        this.directory = directory;
        this.failedTries = failedTries;
    }

    /** What has arrived as of now. */
    Arrivals arrivals() {
        return new Arrivals(directory);
    }

    /**
     * Nobody waits for the outcomes: they are events. What fails for now is tried again later; what is under way is left
     * alone, so that a slow try is one try.
     */
    void submit(List<ParkedItem> items) {
        for (var item : items) {
            if (underWay.add(item.mutationId())) {
                var unused = attempt(Mutation.of(item)).whenComplete((outcome, failure) -> {
                    if (failure != null) {
                        failedTries.note(item, failure);
                    }
                    underWay.remove(item.mutationId());
                });
            }
        }
    }

    /**
     * Sends one through its lane, once the one of the same entity before it is done: an edit that names no project finds its
     * lane by its entity, which may be among what is released before it.
     */
    CompletableFuture<Outcome> attempt(Mutation mutation) {
        var attempt = new CompletableFuture<Outcome>();
        var before = latest.put(mutation.entityId(), attempt);
        if (before == null) {
            submit(mutation, attempt);
        } else {
            var unused = before.whenComplete((outcome, failure) -> submit(mutation, attempt));
        }
        return attempt;
    }

    private void submit(Mutation mutation, CompletableFuture<Outcome> attempt) {
        var unused = submitted(mutation).whenComplete((outcome, failure) -> {
            latest.remove(mutation.entityId(), attempt);
            if (failure == null) {
                attempt.complete(outcome);
            } else {
                attempt.completeExceptionally(failure);
            }
        });
    }

    /** The lane may be full, or the event store, which is asked for the lane of an edit without a project, out of reach. */
    private CompletableFuture<Outcome> submitted(Mutation mutation) {
        try {
            return lanes.submit(mutation);
        } catch (RuntimeException e) {
            return CompletableFuture.failedFuture(e);
        }
    }
}
