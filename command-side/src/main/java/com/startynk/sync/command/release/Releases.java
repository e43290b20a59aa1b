package com.startynk.sync.command.release;

import com.startynk.sync.command.entity.EntityDirectory;
import com.startynk.sync.command.entity.Mutation;
import com.startynk.sync.command.entity.Outcome;
import com.startynk.sync.command.intake.MutationLanes;
import com.startynk.sync.command.parking.ParkingRows;
import com.startynk.sync.events.entity.EntityId;
import com.startynk.sync.events.entity.MutationId;
import com.startynk.sync.events.parking.ParkedItem;
import java.time.Clock;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Sends parked mutations through the lanes again. Those of one entity go one after the other: an edit that names no project
 * finds its lane by its entity, which may be among what is released before it, and what one device did to one entity must
 * not change places. So what follows a failure waits for its next try.
 */
final class Releases {

    private final MutationLanes lanes;
    private final EntityDirectory directory;
    private final ParkingRows rows;
    private final FailedTries failedTries;
    private final Clock clock;
    private final Map<EntityId, Queue<Release>> lines = new HashMap<>();
    private final Set<MutationId> underWay = ConcurrentHashMap.newKeySet();

    Releases(MutationLanes lanes, EntityDirectory directory, ParkingRows rows, FailedTries failedTries, Clock clock) {
        this.lanes = lanes;
        this.directory = directory;
        this.rows = rows;
        this.failedTries = failedTries;
        this.clock = clock;
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

    /** Releases what is ready in the lines of these entities. */
    void release(Collection<EntityId> entities) {
        submit(ready(entities, arrivals()));
    }

    /** What is ready in the lines of these entities, in the order in which it was parked. */
    List<ParkedItem> ready(Collection<EntityId> entities, Arrivals arrivals) {
        return entities.stream()
                .flatMap(entity -> ready(rows.lineOf(entity), arrivals))
                .sorted(Comparator.comparingLong(ParkingRows.Waiting::place))
                .map(ParkingRows.Waiting::item)
                .toList();
    }

    /**
     * A line is read whole, whichever of it came up: what failed for now holds back what its device did after it until its
     * next try, and a try that is due takes them along. What still waits for an arrival holds up nothing.
     */
    private Stream<ParkingRows.Waiting> ready(List<ParkingRows.Waiting> line, Arrivals arrivals) {
        var now = clock.instant();
        var heldBack = new HashSet<List<String>>();
        var ready = new ArrayList<ParkingRows.Waiting>();
        for (var waiting : line) {
            var item = waiting.item();
            var device = List.of(item.userId(), item.deviceId());
            if (arrivals.haveAll(item) && !heldBack.contains(device)) {
                if (waiting.nextTry() != null && waiting.nextTry().isAfter(now)) {
                    heldBack.add(device);
                } else {
                    ready.add(waiting);
                }
            }
        }
        return ready.stream();
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
    private List<Release> enlisted(List<ParkedItem> items) {
        var releases =
                items.stream().map(item -> new Release(Mutation.of(item), true)).toList();
        synchronized (this) {
            return releases.stream()
                    .filter(release -> underWay.add(release.mutation.id()))
                    .filter(this::enlist)
                    .toList();
        }
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

    /** Noted while its line still stands: else what comes up meanwhile would find its way free. */
    private void failed(Release release, Throwable failure) {
        if (release.isTriedAgain) {
            failedTries.note(release.mutation, failure);
        }
        var line = breakUp(release);
        line.forEach(this::forget);
        line.forEach(each -> each.outcome.completeExceptionally(failure));
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

    /** @return all that stood in its line, itself first */
    private synchronized List<Release> breakUp(Release release) {
        return List.copyOf(Objects.requireNonNull(lines.remove(release.mutation.entityId()), "it stands in one"));
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
