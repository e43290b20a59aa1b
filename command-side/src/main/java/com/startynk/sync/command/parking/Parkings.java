package com.startynk.sync.command.parking;

import com.startynk.sync.events.entity.MutationId;
import com.startynk.sync.events.parking.ParkedItem;
import com.startynk.sync.events.parking.ParkingId;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.axonframework.messaging.unitofwork.CurrentUnitOfWork;
import org.axonframework.modelling.command.Aggregate;
import org.axonframework.modelling.command.Repository;

/** The parked mutations as one unit of work sees them. */
public final class Parkings {

    private static final String MADE = "mutations parked in this unit of work";
    private static final String WAITING = "mutations that wait, by device";

    private final Repository<ParkedMutation> repository;
    private final EventStore events;
    private final WaitingCount waiting;
    private final int mostPerDevice;

    /** How many mutations of a device wait already. */
    @FunctionalInterface
    public interface WaitingCount {

        /** Counts no further than the bound. */
        int of(String userId, String deviceId, int bound);
    }

    /** @param mostPerDevice how many mutations of one device may wait at the same time */
    public Parkings(Repository<ParkedMutation> repository, EventStore events, WaitingCount waiting, int mostPerDevice) {
        this.repository = repository;
        this.events = events;
        this.waiting = waiting;
        this.mostPerDevice = mostPerDevice;
    }

    /** Whether one more mutation of this device may wait. The count is as late as its index: a bound, not a promise. */
    public boolean hasRoomFor(String userId, String deviceId) {
        Map<List<String>, Integer> counts = CurrentUnitOfWork.get()
                .root()
                .getOrComputeResource(WAITING, any -> new HashMap<List<String>, Integer>());
        var withThis = counts.compute(
                List.of(userId, deviceId),
                (any, known) -> 1 + (known == null ? waiting.of(userId, deviceId, mostPerDevice) : known));
        return withThis <= mostPerDevice;
    }

    public Optional<Aggregate<ParkedMutation>> find(MutationId mutation) {
        var id = new ParkingId(mutation).toString();
        return made().contains(id) || events.lastSequenceNumberFor(id).isPresent()
                ? Optional.of(repository.load(id))
                : Optional.empty();
    }

    public void park(ParkedItem item) {
        try {
            repository.newInstance(() -> ParkedMutation.of(item));
            made().add(new ParkingId(item.mutationId()).toString());
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IllegalStateException("a mutation could not be parked", e);
        }
    }

    private static Set<String> made() {
        return CurrentUnitOfWork.get().root().getOrComputeResource(MADE, any -> new HashSet<String>());
    }
}
