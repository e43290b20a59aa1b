package com.startynk.sync.query.dashboard;

import com.startynk.sync.protocol.SyncFailure;
import com.startynk.sync.protocol.dashboard.DeviceNames;
import com.startynk.sync.protocol.dashboard.FindDeviceNames;
import com.startynk.sync.protocol.dashboard.FindNotificationFigures;
import com.startynk.sync.protocol.dashboard.NotificationFigures;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.axonframework.queryhandling.NoHandlerForQueryException;
import org.axonframework.queryhandling.QueryGateway;

/** Asks other services for what is theirs to know. */
final class OtherServices {

    private static final Duration PATIENCE = Duration.ofSeconds(3);

    private final QueryGateway queries;

    OtherServices(QueryGateway queries) {
        this.queries = queries;
    }

    /** A service that is away costs a dashboard the names and no more. */
    List<DeviceNames.Named> names(List<FindDeviceNames.Device> devices) {
        try {
            return devices.isEmpty()
                    ? List.of()
                    : ask(new FindDeviceNames(devices), DeviceNames.class).devices();
        } catch (Away e) {
            return List.of();
        }
    }

    /**
     * How notifications fare.
     *
     * @throws SyncFailure {@code TEMPORARILY_UNAVAILABLE} when nobody answers
     */
    NotificationFigures figures(FindNotificationFigures query) {
        try {
            return ask(query, NotificationFigures.class);
        } catch (Away e) {
            throw SyncFailure.unavailable("the service of notifications does not answer now");
        }
    }

    private <A> A ask(Object query, Class<A> answer) throws Away {
        try {
            return queries.query(query, answer).get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof NoHandlerForQueryException) {
                throw new Away(e);
            }
            throw e.getCause() instanceof RuntimeException failure ? failure : new IllegalStateException(e);
        } catch (TimeoutException e) {
            throw new Away(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Away(e);
        }
    }

    private static final class Away extends Exception {

        private static final long serialVersionUID = 1L;

        Away(Exception cause) {
            super(cause);
        }
    }
}
