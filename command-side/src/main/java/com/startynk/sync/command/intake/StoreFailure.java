package com.startynk.sync.command.intake;

import com.startynk.sync.platform.failure.Outage;
import org.axonframework.common.lock.DeadlockException;
import org.axonframework.modelling.command.AggregateStreamCreationException;
import org.axonframework.modelling.command.ConcurrencyException;

/** Tells why the event store did not take a group. */
final class StoreFailure {

    private StoreFailure() {}

    /**
     * Another writer was first at an entity, or two groups each held what the other wanted, as when an item names another
     * project than its entity's: decided again, from what the other has stored, it may well succeed.
     */
    static boolean isClash(Throwable failure) {
        return has(
                failure, ConcurrencyException.class, AggregateStreamCreationException.class, DeadlockException.class);
    }

    /** The database is not there, or gives no connection. */
    static boolean isOutage(Throwable failure) {
        return Outage.isBehind(failure);
    }

    private static boolean has(Throwable failure, Class<?>... types) {
        for (var cause = failure; cause != null; cause = cause.getCause()) {
            for (var type : types) {
                if (type.isInstance(cause)) {
                    return true;
                }
            }
        }
        return false;
    }
}
