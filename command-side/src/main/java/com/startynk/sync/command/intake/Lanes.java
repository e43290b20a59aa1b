package com.startynk.sync.command.intake;

import com.startynk.sync.command.entity.EntityDirectory;
import com.startynk.sync.command.entity.Intent;
import com.startynk.sync.command.entity.Outcome;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.axonframework.commandhandling.gateway.CommandGateway;

/** All lanes, and the threads that they share. */
final class Lanes implements MutationLanes, AutoCloseable {

    private static final int SECONDS_TO_FINISH = 10;

    private final List<Lane> lanes;
    private final ExecutorService workers;
    private final EntityDirectory directory;

    Lanes(CommandGateway commands, EntityDirectory directory, IntakeSettings settings, FeedPace pace) {
        var number = new AtomicInteger();
        this.directory = directory;
        this.workers = Executors.newFixedThreadPool(
                settings.laneThreads(), work -> new Thread(work, "lane-" + number.incrementAndGet()));
        this.lanes = IntStream.range(0, Partition.COUNT)
                .mapToObj(partition -> new Lane(partition, commands, workers, settings, pace, this::laneFound))
                .toList();
    }

    /** Looks up at once the projects that these do not name. */
    void lookUp(Stream<? extends Intent> intents) {
        directory.learn(intents.filter(intent -> intent.projectId() == null && !intent.creates())
                .map(Intent::entityId));
    }

    /** The lane in which this is decided: that of its project, which an edit need not name. */
    int laneOf(Intent intent) {
        var named = intent.projectId();
        return Partition.of(
                named != null
                        ? named
                        : directory
                                .find(intent.entityId())
                                .map(EntityDirectory.Address::projectId)
                                .orElseGet(() -> intent.entityId().toString()));
    }

    /** The lane of the project in which the entity of an edit that names none is known to live by now. */
    private Optional<Lane> laneFound(Intent intent) {
        return intent.projectId() != null
                ? Optional.empty()
                : directory.findKnown(intent.entityId()).map(address -> lanes.get(Partition.of(address.projectId())));
    }

    /** @throws com.startynk.sync.protocol.SyncFailure when too many wait there already; none is queued then */
    void submit(int lane, List<Submission> submissions) {
        lanes.get(lane).submit(submissions);
    }

    @Override
    public CompletableFuture<Outcome> submit(Intent intent) {
        var submission = Submission.of(intent);
        submit(laneOf(intent), List.of(submission));
        return submission.outcome();
    }

    /** Lets groups under way finish: their devices are waiting for an answer. */
    @Override
    public void close() {
        workers.shutdown();
        try {
            if (!workers.awaitTermination(SECONDS_TO_FINISH, TimeUnit.SECONDS)) {
                workers.shutdownNow();
            }
        } catch (InterruptedException e) {
            workers.shutdownNow();
            Thread.currentThread().interrupt();
        }
    }
}
