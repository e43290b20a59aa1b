package com.startynk.sync.command.parking;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.startynk.sync.events.entity.EntityId;
import com.startynk.sync.events.entity.MutationId;
import com.startynk.sync.events.parking.ParkedItem;
import com.startynk.sync.events.parking.ParkingId;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.axonframework.messaging.unitofwork.CurrentUnitOfWork;
import org.axonframework.modelling.command.Aggregate;
import org.axonframework.modelling.command.Repository;

/** The parked mutations as one unit of work sees them. */
public final class Parkings {

    private static final String MADE = "mutations parked in this unit of work";
    private static final String WAITING = "mutations that wait, by device";

    private static final long LOOK_AGAIN_NANOS = Duration.ofSeconds(1).toNanos();

    /** By when the index has long taken what was parked here. */
    private static final Duration INDEXED_AFTER = Duration.ofMinutes(1);

    private final Repository<ParkedMutation> repository;
    private final EventStore events;
    private final ParkingIndex index;
    private final int mostPerDevice;
    private final Cache<Creation, MutationId> recentCreations =
            Caffeine.newBuilder().expireAfterWrite(INDEXED_AFTER).build();

    /** The last one of each line. */
    private final Cache<Line, ParkedItem> recentlyParked =
            Caffeine.newBuilder().expireAfterWrite(INDEXED_AFTER).build();

    private volatile boolean anyWaits = true;
    private volatile long lookedAt = System.nanoTime() - LOOK_AGAIN_NANOS;

    private record Line(EntityId entity, String userId, String deviceId) {}

    private record Creation(EntityId entity, String userId) {}

    /** @param mostPerDevice how many mutations of one device may wait at the same time */
    public Parkings(Repository<ParkedMutation> repository, EventStore events, ParkingIndex index, int mostPerDevice) {
        this.repository = repository;
        this.events = events;
        this.index = index;
        this.mostPerDevice = mostPerDevice;
    }

    /** Whether one more mutation of this device may wait. The count is as late as its index: a bound, not a promise. */
    public boolean hasRoomFor(String userId, String deviceId) {
        Map<List<String>, Integer> counts = CurrentUnitOfWork.get()
                .root()
                .getOrComputeResource(WAITING, any -> new HashMap<List<String>, Integer>());
        var withThis = counts.compute(
                List.of(userId, deviceId),
                (any, known) -> 1 + (known == null ? index.waitingOf(userId, deviceId, mostPerDevice) : known));
        return withThis <= mostPerDevice;
    }

    public Optional<Aggregate<ParkedMutation>> find(MutationId mutation) {
        var id = new ParkingId(mutation).toString();
        return made().contains(id) || events.lastSequenceNumberFor(id).isPresent()
                ? Optional.of(repository.load(id))
                : Optional.empty();
    }

    /** Whether a person's mutation that will make this entity waits. */
    public boolean isToBeMade(EntityId entity, String userId) {
        return Optional.ofNullable(recentCreations.getIfPresent(new Creation(entity, userId)))
                .or(() -> index.creationOf(entity, userId))
                .flatMap(this::find)
                .filter(creation -> creation.invoke(ParkedMutation::waits))
                .isPresent();
    }

    /**
     * Whether other mutations of this device wait to be applied to the entity, for nothing but their turn.
     *
     * @param arrived whether an entity is there
     */
    public boolean isBehindOthers(
            MutationId mutation, EntityId entity, String userId, String deviceId, Predicate<EntityId> arrived) {
        if (!mayAnyWait()) {
            return false;
        }
        return Stream.concat(
                        Stream.ofNullable(recentlyParked.getIfPresent(new Line(entity, userId, deviceId))),
                        index.lineOf(entity).stream()
                                .map(ParkingRows.Waiting::item)
                                .filter(item -> item.userId().equals(userId)
                                        && item.deviceId().equals(deviceId)))
                .filter(item -> !item.mutationId().equals(mutation))
                .filter(item -> item.awaits().stream().allMatch(arrived))
                // The index is late: what has just been applied may still stand in it.
                .anyMatch(item -> find(item.mutationId())
                        .filter(parked -> parked.invoke(ParkedMutation::waits))
                        .isPresent());
    }

    /** Mostly nothing waits anywhere, and then no edit is to cost a query. */
    private boolean mayAnyWait() {
        var now = System.nanoTime();
        if (now - lookedAt > LOOK_AGAIN_NANOS) {
            lookedAt = now;
            anyWaits = index.anyWaits();
        }
        return anyWaits;
    }

    public void park(ParkedItem item) {
        try {
            repository.newInstance(() -> ParkedMutation.of(item));
            made().add(new ParkingId(item.mutationId()).toString());
            CurrentUnitOfWork.get().afterCommit(done -> remember(item));
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IllegalStateException("a mutation could not be parked", e);
        }
    }

    private void remember(ParkedItem item) {
        if (item.creates()) {
            recentCreations.put(new Creation(item.entityId(), item.userId()), item.mutationId());
        }
        recentlyParked.put(new Line(item.entityId(), item.userId(), item.deviceId()), item);
        anyWaits = true;
        lookedAt = System.nanoTime();
    }

    private static Set<String> made() {
        return CurrentUnitOfWork.get().root().getOrComputeResource(MADE, any -> new HashSet<String>());
    }
}
