package com.startynk.sync.platform.database;

import java.util.Collection;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.BatchPreparedStatementSetter;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.ParameterizedPreparedStatementSetter;
import org.springframework.jdbc.core.PreparedStatementCreator;
import org.springframework.jdbc.core.PreparedStatementSetter;
import org.springframework.jdbc.support.KeyHolder;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/** Refuses to write where no transaction would commit it. */
final class TransactionalWrites extends JdbcTemplate {

    TransactionalWrites(DataSource dataSource) {
        super(dataSource);
    }

    @Override
    public int update(String sql) {
        requireTransaction();
        return super.update(sql);
    }

    @Override
    protected int update(PreparedStatementCreator creator, @Nullable PreparedStatementSetter setter) {
        requireTransaction();
        return super.update(creator, setter);
    }

    @Override
    public int update(PreparedStatementCreator creator, KeyHolder generatedKeys) {
        requireTransaction();
        return super.update(creator, generatedKeys);
    }

    @Override
    public int[] batchUpdate(String... sql) {
        requireTransaction();
        return super.batchUpdate(sql);
    }

    @Override
    public int[] batchUpdate(String sql, BatchPreparedStatementSetter setter) {
        requireTransaction();
        return super.batchUpdate(sql, setter);
    }

    @Override
    public <T> int[][] batchUpdate(
            String sql, Collection<T> rows, int batchSize, ParameterizedPreparedStatementSetter<T> setter) {
        requireTransaction();
        return super.batchUpdate(sql, rows, batchSize, setter);
    }

    private static void requireTransaction() {
        if (!TransactionSynchronizationManager.isActualTransactionActive()) {
            throw new IllegalStateException("a write outside a transaction would never be committed");
        }
    }
}
