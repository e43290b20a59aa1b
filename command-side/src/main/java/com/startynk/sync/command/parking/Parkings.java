package com.startynk.sync.command.parking;

import com.startynk.sync.events.entity.MutationId;
import com.startynk.sync.events.parking.ParkedItem;
import com.startynk.sync.events.parking.ParkingId;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.axonframework.messaging.unitofwork.CurrentUnitOfWork;
import org.axonframework.modelling.command.Aggregate;
import org.axonframework.modelling.command.Repository;

/** The parked mutations as one unit of work sees them. */
public final class Parkings {

    private static final String MADE = "mutations parked in this unit of work";

    private final Repository<ParkedMutation> repository;
    private final EventStore events;

    public Parkings(Repository<ParkedMutation> repository, EventStore events) {
        this.repository = repository;
        this.events = events;
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
