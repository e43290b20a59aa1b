package com.startynk.sync.command.parking;

import static org.axonframework.modelling.command.AggregateLifecycle.apply;

import com.startynk.sync.events.EventMetaData;
import com.startynk.sync.events.parking.DeadLetterCleared;
import com.startynk.sync.events.parking.MutationParked;
import com.startynk.sync.events.parking.ParkedItem;
import com.startynk.sync.events.parking.ParkedMutationApplied;
import com.startynk.sync.events.parking.ParkedMutationRefused;
import com.startynk.sync.events.parking.ParkingId;
import java.util.Objects;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.messaging.MetaData;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.serialization.Revision;
import org.jspecify.annotations.Nullable;

/** A mutation that waits for an entity that it refers to, and what became of it. */
@Revision("1")
public class ParkedMutation {

    @AggregateIdentifier
    private @Nullable ParkingId id;

    private @Nullable ParkedItem item;
    private int attempts;
    private boolean waits;
    private boolean cleared;
    private @Nullable String errorCode;
    private @Nullable String message;

    /** For Axon, which fills it from its events. */
    protected ParkedMutation() {}

    static ParkedMutation of(ParkedItem item) {
        var parked = new ParkedMutation();
        apply(new MutationParked(new ParkingId(item.mutationId()), item), metaData(item));
        return parked;
    }

    public ParkedItem item() {
        return Objects.requireNonNull(item, "made by its first event");
    }

    public boolean waits() {
        return waits;
    }

    /** Why it was refused the last time, as the name of an error code; null when it was not. */
    public @Nullable String errorCode() {
        return errorCode;
    }

    public @Nullable String message() {
        return message;
    }

    /** The entity has decided. */
    public void applied() {
        if (waits || errorCode != null) {
            apply(new ParkedMutationApplied(key(), attempts + 1), metaData(item()));
        }
    }

    /** It was refused, or given up. */
    public void refused(String code, String reason) {
        apply(new ParkedMutationRefused(key(), code, reason, attempts + 1), metaData(item()));
    }

    /** It was tried in vain, or waited too long. */
    void givenUp(String code, String reason, int tries) {
        apply(new ParkedMutationRefused(key(), code, reason, attempts + tries), metaData(item()));
    }

    boolean isDeadLetter() {
        return !waits && errorCode != null && !cleared;
    }

    void cleared() {
        apply(new DeadLetterCleared(key()), metaData(item()));
    }

    private ParkingId key() {
        return Objects.requireNonNull(id, "made by its first event");
    }

    private static MetaData metaData(ParkedItem item) {
        return MetaData.with(EventMetaData.USER_ID, item.userId())
                .and(EventMetaData.DEVICE_ID, item.deviceId())
                .and(EventMetaData.ENTITY_TYPE, item.entityType());
    }

    @EventSourcingHandler
    void on(MutationParked event) {
        id = event.parkingId();
        item = event.item();
        waits = true;
    }

    @EventSourcingHandler
    void on(ParkedMutationApplied event) {
        attempts = event.attempts();
        waits = false;
        errorCode = null;
        message = null;
    }

    @EventSourcingHandler
    void on(ParkedMutationRefused event) {
        attempts = event.attempts();
        waits = false;
        errorCode = event.errorCode();
        message = event.message();
        cleared = false;
    }

    @EventSourcingHandler
    void on(DeadLetterCleared event) {
        cleared = true;
    }
}
