package com.startynk.sync.platform.database;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Collections;
import java.util.List;
import org.springframework.jdbc.core.JdbcOperations;

/**
 * Writes many rows of a table by statements of a few fixed sizes. The driver's own rewriting of batches prepares a statement
 * as large as each batch, which costs more than it runs; these are prepared once for each connection.
 *
 * @param <T> a row
 */
public final class BulkRows<T> {

    /** The largest still fits the driver's cache of prepared statements, by its length. */
    private static final int[] SIZES = {64, 16, 4, 1};

    private final JdbcOperations jdbc;
    private final String insert;
    private final String row;
    private final String otherwise;
    private final int columns;
    private final Values<T> values;

    /** Sets the values of one row. */
    public interface Values<T> {

        /**
         * Sets a row's values in the order of the columns.
         *
         * @param first the index of the first of them
         */
        void set(T row, PreparedStatement statement, int first) throws SQLException;
    }

    /**
     * Names what is written, over what may be there.
     *
     * @param insert such as {@code INSERT INTO t (a, b)}
     * @param row one row's values, such as {@code (?, ?)}
     * @param onDuplicate what follows {@code ON DUPLICATE KEY UPDATE}
     */
    public BulkRows(JdbcOperations jdbc, String insert, String row, String onDuplicate, Values<T> values) {
        this(jdbc, insert, row, values, " ON DUPLICATE KEY UPDATE " + onDuplicate);
    }

    /**
     * Names what is written; a row that is there already is a failure.
     *
     * @param insert such as {@code INSERT INTO t (a, b)}
     * @param row one row's values, such as {@code (?, ?)}
     */
    public BulkRows(JdbcOperations jdbc, String insert, String row, Values<T> values) {
        this(jdbc, insert, row, values, "");
    }

    private BulkRows(JdbcOperations jdbc, String insert, String row, Values<T> values, String otherwise) {
        this.jdbc = jdbc;
        this.insert = insert;
        this.row = row;
        this.otherwise = otherwise;
        this.columns = (int) row.chars().filter(character -> character == '?').count();
        this.values = values;
    }

    public void save(List<T> rows) {
        var at = 0;
        for (var size : SIZES) {
            for (; rows.size() - at >= size; at += size) {
                save(rows, at, size);
            }
        }
    }

    private void save(List<T> rows, int from, int count) {
        var sql = insert + " VALUES " + String.join(", ", Collections.nCopies(count, row)) + otherwise;
        jdbc.update(sql, statement -> {
            for (var n = 0; n < count; n++) {
                values.set(rows.get(from + n), statement, 1 + n * columns);
            }
        });
    }
}
