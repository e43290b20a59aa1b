package com.startynk.sync.platform.database;

import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import org.springframework.jdbc.datasource.DelegatingDataSource;

/**
 * Refuses at once while the database is known to be away: its first callers wait for a connection, those after them do not
 * wait one behind the other. Hikari goes on connecting by itself, so that the first connection it gets ends the outage.
 */
final class FailFastDataSource extends DelegatingDataSource {

    private final HikariDataSource pool;
    private volatile boolean away;

    FailFastDataSource(HikariDataSource pool) {
        super(pool);
        this.pool = pool;
    }

    @Override
    public Connection getConnection() throws SQLException {
        if (away && hasNone()) {
            throw new SQLTransientConnectionException("The database is away");
        }
        try {
            var connection = pool.getConnection();
            away = false;
            return connection;
        } catch (SQLTransientConnectionException e) {
            away = hasNone();
            throw e;
        }
    }

    /** A pool that is merely busy has connections, and one that keeps none idle makes them only for those who wait. */
    private boolean hasNone() {
        var state = pool.getHikariPoolMXBean();
        return state != null && state.getTotalConnections() == 0 && pool.getMinimumIdle() > 0;
    }
}
