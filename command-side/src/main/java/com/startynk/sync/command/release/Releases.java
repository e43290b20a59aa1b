package com.startynk.sync.command.release;

import com.startynk.sync.command.entity.EntityDirectory;
import com.startynk.sync.command.entity.Mutation;
import com.startynk.sync.command.entity.Outcome;
import com.startynk.sync.command.intake.MutationLanes;
import com.startynk.sync.events.entity.EntityId;
import com.startynk.sync.events.parking.ParkedItem;
import com.startynk.sync.protocol.SyncFailure;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;

/** Sends parked mutations through the lanes again. */
final class Releases {

    private final MutationLanes lanes;
    private final EntityDirectory directory;
    private final FailedTries failedTries;
    private final Map<EntityId, CompletableFuture<Outcome>> latest = new ConcurrentHashMap<>();

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

    private CompletableFuture<Outcome> submitted(Mutation mutation) {
        try {
            return lanes.submit(mutation);
        } catch (SyncFailure overload) {
            return CompletableFuture.failedFuture(overload);
        }
    }
}
