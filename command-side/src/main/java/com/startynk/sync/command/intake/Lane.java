package com.startynk.sync.command.intake;

import com.startynk.sync.command.entity.ApplyMutations;
import com.startynk.sync.command.entity.Intent;
import com.startynk.sync.command.entity.Outcome;
import com.startynk.sync.protocol.SyncFailure;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Function;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one line in which a partition's mutations are decided. What arrives while a group is being decided makes the next
 * group, so a lone mutation waits for nothing and a crowd shares its commits.
 */
final class Lane {

    private static final Logger log = LoggerFactory.getLogger(Lane.class);

    /**
     * A clash with what another node, or an earlier life of this one, has stored is decided anew with that in view; more
     * often than this it is overload.
     */
    private static final int TRIES_AFTER_CLASH = 3;

    private final int partition;
    private final CommandGateway commands;
    private final Executor workers;
    private final IntakeSettings settings;
    private final FeedPace pace;
    private final Function<Intent, Optional<Lane>> laneFound;
    private final Deque<Submission> queue = new ArrayDeque<>();
    private boolean busy;

    /** @param laneFound where an intent belongs, if that was found out since: the edit of what another lane has just made */
    Lane(
            int partition,
            CommandGateway commands,
            Executor workers,
            IntakeSettings settings,
            FeedPace pace,
            Function<Intent, Optional<Lane>> laneFound) {
        this.partition = partition;
        this.commands = commands;
        this.workers = workers;
        this.settings = settings;
        this.pace = pace;
        this.laneFound = laneFound;
    }

    /**
     * Queues submissions, in order.
     *
     * @throws SyncFailure {@code TEMPORARILY_UNAVAILABLE} when too many wait already; none is queued then
     */
    void submit(List<Submission> arriving) {
        var start = false;
        synchronized (queue) {
            if (queue.size() + arriving.size() > settings.laneCapacity()) {
                throw SyncFailure.unavailable("too many changes of one project are waiting");
            }
            queue.addAll(arriving);
            start = !busy;
            busy = true;
        }
        if (start) {
            startWork();
        }
    }

    /** Decides one group and lets other lanes have the thread before the next. */
    private void work() {
        try {
            pace.keep();
            decide(ownOf(next()));
        } finally {
            var more = false;
            synchronized (queue) {
                more = !queue.isEmpty();
                busy = more;
            }
            if (more) {
                startWork();
            }
        }
    }

    /** Threads that are shutting down take no more work: then nobody must be left waiting. */
    private void startWork() {
        try {
            workers.execute(this::work);
        } catch (RejectedExecutionException e) {
            for (var group = next(); !group.isEmpty(); group = next()) {
                group.forEach(Submission::refuse);
            }
            synchronized (queue) {
                busy = false;
            }
        }
    }

    private List<Submission> next() {
        var group = new ArrayList<Submission>();
        synchronized (queue) {
            while (!queue.isEmpty() && group.size() < settings.groupSize()) {
                group.add(queue.removeFirst());
            }
        }
        return group;
    }

    /** Hands on what belongs to another lane: two lanes at one entity would have to wait for each other. */
    private List<Submission> ownOf(List<Submission> group) {
        var own = new ArrayList<Submission>(group.size());
        for (var waiting : group) {
            var lane = laneFound.apply(waiting.intent()).orElse(this);
            if (lane == this) {
                own.add(waiting);
            } else {
                handOn(waiting, lane);
            }
        }
        return own;
    }

    private static void handOn(Submission waiting, Lane lane) {
        try {
            lane.submit(List.of(waiting));
        } catch (SyncFailure overload) {
            waiting.outcome().completeExceptionally(overload);
        }
    }

    private void decide(List<Submission> group) {
        for (var rest = inTheirOrder(group); !rest.isEmpty(); ) {
            rest = rest.subList(decideSome(rest), rest.size());
        }
    }

    /** Without those that would overtake what an earlier group, or another lane, could not store. */
    private static List<Submission> inTheirOrder(List<Submission> group) {
        var inOrder = new ArrayList<Submission>(group.size());
        for (var waiting : group) {
            if (waiting.isBehindAFailure()) {
                waiting.refuse();
            } else {
                inOrder.add(waiting);
            }
        }
        return inOrder;
    }

    /** @return how many of the group, from its beginning, have been answered */
    private int decideSome(List<Submission> group) {
        try {
            var outcomes = decided(group);
            for (var n = 0; n < outcomes.size(); n++) {
                group.get(n).outcome().complete(outcomes.get(n));
            }
            return outcomes.size();
        } catch (RuntimeException e) {
            return onFailure(group, e);
        } catch (Error e) {
            log.error("partition {}: a group could not be decided", partition, e);
            group.forEach(Submission::refuse);
            return group.size();
        }
    }

    private List<Outcome> decided(List<Submission> group) {
        var intents = group.stream().map(Submission::intent).toList();
        for (var tries = 1; ; tries++) {
            try {
                return commands.sendAndWait(new ApplyMutations(partition, intents, tries > 1));
            } catch (RuntimeException e) {
                if (!StoreFailure.isClash(e) || tries == TRIES_AFTER_CLASH) {
                    throw e;
                }
                log.debug("partition {} clashed with another writer, try {}", partition, tries);
            }
        }
    }

    /** A store out of reach fails all alike; any other fault must not be its neighbours', so each is tried alone. */
    private int onFailure(List<Submission> group, RuntimeException failure) {
        if (group.size() > 1 && !StoreFailure.isOutage(failure)) {
            group.forEach(waiting -> decide(List.of(waiting)));
            return group.size();
        }
        if (StoreFailure.isOutage(failure)) {
            log.warn("partition {}: the store is out of reach: {}", partition, failure.toString());
        } else {
            log.error("partition {}: a mutation could not be decided", partition, failure);
        }
        group.forEach(Submission::refuse);
        return group.size();
    }
}
