package com.startynk.sync.platform.chain;

import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.axonframework.common.jdbc.JdbcUtils;
import org.axonframework.common.transaction.TransactionManager;
import org.axonframework.eventhandling.DomainEventData;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.TrackedEventData;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.eventsourcing.eventstore.EventStoreException;
import org.axonframework.eventsourcing.eventstore.jdbc.JdbcEventStorageEngine;
import org.axonframework.messaging.unitofwork.CurrentUnitOfWork;
import org.axonframework.serialization.Serializer;
import org.jspecify.annotations.Nullable;

/**
 * Axon's engine over JDBC, which stores events with the links of their chain. Its own way of storing makes a batch of them, and for
 * each batch the driver has the server prepare a statement as large as that, which costs more than it runs. Reading is done in
 * pages of events, and many streams at once where they are known beforehand.
 */
public final class ChainedEventStorage extends JdbcEventStorageEngine {

    private final TransactionManager transactions;
    private final ChainedAppends appends;

    /**
     * Makes one.
     *
     * @param builder with the same transaction manager
     */
    public ChainedEventStorage(Builder builder, TransactionManager transactions, ChainKeys keys) {
        super(EventPages.readBy(builder));
        this.transactions = transactions;
        this.appends = new ChainedAppends(keys);
    }

    @Override
    protected void appendEvents(List<? extends EventMessage<?>> events, Serializer serializer) {
        if (!events.isEmpty()) {
            transactions.executeInTransaction(() -> store(events, serializer));
        }
    }

    /**
     * Reads streams that the present unit of work is about to load, with one statement instead of two for each. It must not have
     * stored anything in them yet.
     *
     * @throws org.axonframework.eventsourcing.eventstore.EventStoreException when the database fails
     */
    public void readAhead(Collection<String> streams) {
        if (streams.isEmpty()) {
            return;
        }
        var read = transactions.fetchInTransaction(() -> {
            var connection = getConnection();
            try {
                return StreamsAhead.read(connection, streams, this::getDomainEventData, appends.writes());
            } catch (SQLException e) {
                throw new EventStoreException("cannot read " + streams.size() + " streams", e);
            } finally {
                JdbcUtils.closeQuietly(connection);
            }
        });
        StreamsAhead.keep(read, CurrentUnitOfWork.get());
        appends.know(read.entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey, stream -> stream.getValue().tip())));
    }

    @Override
    protected Stream<? extends DomainEventData<?>> readSnapshotData(String stream) {
        return readAhead(stream) == null ? super.readSnapshotData(stream) : Stream.empty();
    }

    @Override
    protected Stream<? extends DomainEventData<?>> readEventData(String stream, long firstSequenceNumber) {
        var ahead = firstSequenceNumber == 0 ? readAhead(stream) : null;
        if (ahead == null) {
            return super.readEventData(stream, firstSequenceNumber);
        }
        StreamsAhead.drop(stream);
        return ahead.stream();
    }

    /** What was read ahead of a stream, unless it was written to since: whoever loads it holds its lock by now. */
    private @Nullable List<DomainEventData<?>> readAhead(String stream) {
        var ahead = StreamsAhead.find(stream);
        return ahead == null || ahead.writes() != appends.writes().of(stream) ? null : ahead.events();
    }

    /** Up to the end, as it is when the last page is read. */
    @Override
    protected Stream<? extends TrackedEventData<?>> readEventData(@Nullable TrackingToken after, boolean mayBlock) {
        return Stream.<List<? extends TrackedEventData<?>>>iterate(
                        fetchTrackedEvents(after, EventPages.SIZE), page -> !page.isEmpty(), this::next)
                .flatMap(List::stream);
    }

    private List<? extends TrackedEventData<?>> next(List<? extends TrackedEventData<?>> page) {
        return page.size() < EventPages.SIZE
                ? List.of()
                : fetchTrackedEvents(page.get(page.size() - 1).trackingToken(), EventPages.SIZE);
    }

    private void store(List<? extends EventMessage<?>> events, Serializer serializer) {
        var connection = getConnection();
        try {
            appends.store(connection, events, serializer);
        } catch (SQLException e) {
            handlePersistenceException(e, events.get(0));
        } finally {
            JdbcUtils.closeQuietly(connection);
        }
    }
}
