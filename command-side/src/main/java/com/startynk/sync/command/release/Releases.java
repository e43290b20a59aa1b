package com.startynk.sync.command.release;

import com.startynk.sync.command.entity.EntityDirectory;
import com.startynk.sync.command.entity.Mutation;
import com.startynk.sync.command.entity.Outcome;
import com.startynk.sync.command.intake.MutationLanes;
import com.startynk.sync.events.entity.EntityId;
import com.startynk.sync.events.entity.MutationId;
import com.startynk.sync.events.parking.ParkedItem;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Sends parked mutations through the lanes again. Those of one entity go one after the other: an edit that names no project
 * finds its lane by its entity, which may be among what is released before it, and what one device did to one entity must
 * not change places. So what follows a failure waits for its next try.
 */
final class Releases {

    private final MutationLanes lanes;
    private final EntityDirectory directory;
    private final FailedTries failedTries;
    private final Map<EntityId, Queue<Release>> lines = new HashMap<>();
    private final Set<MutationId> underWay = ConcurrentHashMap.newKeySet();

    Releases(MutationLanes lanes, EntityDirectory directory, FailedTries failedTries) {
        this.lanes = lanes;
        this.directory = directory;
        this.failedTries = failedTries;
    }

    /** A place in an entity's line. What has waited and fails is tried again by itself; what somebody asked for is not. */
    private static final class Release {

        private final Mutation mutation;
        private final boolean isTriedAgain;
        private final CompletableFuture<Outcome> outcome = new CompletableFuture<>();

        Release(Mutation mutation, boolean isTriedAgain) {
            this.mutation = mutation;
            this.isTriedAgain = isTriedAgain;
        }
    }

    /** What has arrived as of now. */
    Arrivals arrivals() {
        return new Arrivals(directory);
    }

    /**
     * Nobody waits for the outcomes: they are events. What fails for now is tried again later; what is under way is left
     * alone, so that a slow try is one try. Arrivals and sweeps come here from threads of their own, with the same items: all
     * of a call take their places at once, else one could take its later ones ahead of the other's first.
     */
    void submit(List<ParkedItem> items) {
        enlisted(items).forEach(this::start);
    }

    /** @return whose turn it is at once */
    private synchronized List<Release> enlisted(List<ParkedItem> items) {
        return items.stream()
                .filter(item -> underWay.add(item.mutationId()))
                .map(item -> new Release(Mutation.of(item), true))
                .filter(this::enlist)
                .toList();
    }

    /** Has one tried because somebody asks for it. */
    CompletableFuture<Outcome> attempt(Mutation mutation) {
        var release = new Release(mutation, false);
        if (enlist(release)) {
            start(release);
        }
        return release.outcome;
    }

    /** @return whether it is its turn at once */
    private synchronized boolean enlist(Release release) {
        var line = lines.computeIfAbsent(release.mutation.entityId(), entity -> new ArrayDeque<>());
        line.add(release);
        return line.size() == 1;
    }

    private void start(Release release) {
        var unused = submitted(release.mutation).whenComplete((outcome, failure) -> {
            if (failure == null) {
                applied(release, outcome);
            } else {
                failed(release, failure);
            }
        });
    }

    private void applied(Release release, Outcome outcome) {
        var next = leave(release);
        forget(release);
        release.outcome.complete(outcome);
        if (next != null) {
            start(next);
        }
    }

    /** What failed is noted before what follows it, and both before anybody can find them again. */
    private void failed(Release release, Throwable failure) {
        var heldBack = breakUp(release);
        if (release.isTriedAgain) {
            failedTries.note(release.mutation, failure);
        }
        for (var behind : heldBack) {
            if (behind.isTriedAgain) {
                failedTries.holdBack(behind.mutation.id(), release.mutation.id());
            }
        }
        forget(release);
        release.outcome.completeExceptionally(failure);
        heldBack.forEach(this::forget);
        heldBack.forEach(behind -> behind.outcome.completeExceptionally(failure));
    }

    /** @return whose turn it is now; null for nobody's */
    private synchronized @Nullable Release leave(Release release) {
        var entity = release.mutation.entityId();
        var line = Objects.requireNonNull(lines.get(entity), "it stands in one");
        line.remove();
        var next = line.peek();
        if (next == null) {
            lines.remove(entity);
        }
        return next;
    }

    /** @return those that stood behind */
    private synchronized List<Release> breakUp(Release release) {
        var line = Objects.requireNonNull(lines.remove(release.mutation.entityId()), "it stands in one");
        return line.stream().skip(1).toList();
    }

    private void forget(Release release) {
        if (release.isTriedAgain) {
            underWay.remove(release.mutation.id());
        }
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
