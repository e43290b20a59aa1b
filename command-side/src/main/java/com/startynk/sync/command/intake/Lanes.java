package com.startynk.sync.command.intake;

import com.startynk.sync.command.entity.EntityDirectory;
import com.startynk.sync.command.entity.Intent;
import com.startynk.sync.command.entity.Outcome;
import com.startynk.sync.events.entity.EntityId;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.axonframework.commandhandling.gateway.CommandGateway;

/** All lanes, and the threads that they share. */
final class Lanes implements MutationLanes, AutoCloseable {

    private static final int SECONDS_TO_FINISH = 10;

    private final List<Lane> lanes;
    private final ExecutorService workers;
    private final EntityDirectory directory;

    Lanes(CommandGateway commands, EntityDirectory directory, IntakeSettings settings) {
        var number = new AtomicInteger();
        this.directory = directory;
        this.workers = Executors.newFixedThreadPool(
                settings.laneThreads(), work -> new Thread(work, "lane-" + number.incrementAndGet()));
        this.lanes = IntStream.range(0, Partition.COUNT)
                .mapToObj(partition -> new Lane(partition, commands, workers, settings, this::laneNow))
                .toList();
    }

    /** The lane in which this is decided: that of its project, which an edit need not name. */
    int laneOf(Intent intent) {
        return laneOf(intent, directory::find);
    }

    private static int laneOf(Intent intent, Function<EntityId, Optional<EntityDirectory.Address>> addresses) {
        var named = intent.projectId();
        if (named != null) {
            return Partition.of(named);
        }
        return Partition.of(addresses
                .apply(intent.entityId())
                .map(EntityDirectory.Address::projectId)
                .orElseGet(() -> intent.entityId().toString()));
    }

    /** Where to decide what has been queued, as far as is remembered here now. */
    private Lane laneNow(Intent intent) {
        return lanes.get(laneOf(intent, directory::findKnown));
    }

    List<CompletableFuture<Outcome>> submit(int lane, List<? extends Intent> intents) {
        return lanes.get(lane).submit(intents);
    }

    @Override
    public CompletableFuture<Outcome> submit(Intent intent) {
        return submit(laneOf(intent), List.of(intent)).get(0);
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
