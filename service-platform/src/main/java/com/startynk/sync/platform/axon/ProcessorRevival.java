package com.startynk.sync.platform.axon;

import com.startynk.sync.platform.failure.Outage;
import java.sql.SQLException;
import java.time.Duration;
import javax.sql.DataSource;
import org.axonframework.config.Configuration;
import org.axonframework.eventhandling.EventTrackerStatus;
import org.axonframework.eventhandling.StreamingEventProcessor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Restarts processors that an outage of the database has stopped, as soon as it is over. By themselves they would wait up to a
 * minute more, and every reader with them.
 */
final class ProcessorRevival implements Runnable {

    private static final Logger LOG = LoggerFactory.getLogger(ProcessorRevival.class);
    private static final Duration PAUSE = Duration.ofSeconds(2);
    private static final int VALIDATION_SECONDS = 1;

    private final Configuration axon;
    private final DataSource database;

    ProcessorRevival(Configuration axon, DataSource database) {
        this.axon = axon;
        this.database = database;
    }

    /** Looks after the processors until the thread is interrupted. */
    @Override
    public void run() {
        try {
            while (true) {
                Thread.sleep(PAUSE.toMillis());
                revive();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void revive() {
        var stopped = axon.eventProcessingConfiguration().eventProcessors().values().stream()
                .filter(StreamingEventProcessor.class::isInstance)
                .map(StreamingEventProcessor.class::cast)
                .filter(ProcessorRevival::isStoppedByOutage)
                .toList();
        if (!stopped.isEmpty() && isBack()) {
            for (var processor : stopped) {
                LOG.info("The database is back: restarting processor {}", processor.getName());
                processor.shutDown();
                processor.start();
            }
        }
    }

    private static boolean isStoppedByOutage(StreamingEventProcessor processor) {
        return processor.isRunning()
                && processor.processingStatus().values().stream()
                        .filter(EventTrackerStatus::isErrorState)
                        .anyMatch(status -> Outage.isBehind(status.getError()));
    }

    private boolean isBack() {
        try (var connection = database.getConnection()) {
            return connection.isValid(VALIDATION_SECONDS);
        } catch (SQLException e) {
            return false;
        }
    }
}
