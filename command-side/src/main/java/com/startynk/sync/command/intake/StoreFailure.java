package com.startynk.sync.command.intake;

import com.startynk.sync.platform.failure.Outage;
import org.axonframework.modelling.command.AggregateStreamCreationException;
import org.axonframework.modelling.command.ConcurrencyException;

/** Tells why the event store did not take a group. */
final class StoreFailure {

    private StoreFailure() {}

    /** Another writer was first at an entity: decided again, from what that one has stored, it may well succeed. */
    static boolean isClash(Throwable failure) {
        return has(failure, ConcurrencyException.class, AggregateStreamCreationException.class);
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
