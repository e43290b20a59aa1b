package com.startynk.sync.platform.database;

import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.springframework.jdbc.datasource.DelegatingDataSource;

/** Waits for its statements as long as they take; the pool takes back the time limit with the connection. */
final class PatientDataSource extends DelegatingDataSource {

    private static final int NO_LIMIT = 0;

    PatientDataSource(DataSource limited) {
        super(limited);
    }

    @Override
    public Connection getConnection() throws SQLException {
        var connection = super.getConnection();
        connection.setNetworkTimeout(Runnable::run, NO_LIMIT);
        return connection;
    }
}
