package com.startynk.sync.platform.chain;

import java.sql.SQLException;
import java.util.List;
import org.axonframework.common.jdbc.JdbcUtils;
import org.axonframework.common.transaction.TransactionManager;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventsourcing.eventstore.jdbc.JdbcEventStorageEngine;
import org.axonframework.serialization.Serializer;

/**
 * Axon's engine over JDBC, which stores events with the links of their chain. Its own way of storing makes a batch of them, and for
 * each batch the driver has the server prepare a statement as large as that, which costs more than it runs.
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
        super(builder);
        this.transactions = transactions;
        this.appends = new ChainedAppends(keys);
    }

    @Override
    protected void appendEvents(List<? extends EventMessage<?>> events, Serializer serializer) {
        if (!events.isEmpty()) {
            transactions.executeInTransaction(() -> store(events, serializer));
        }
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
