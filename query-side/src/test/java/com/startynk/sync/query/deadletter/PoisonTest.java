package com.startynk.sync.query.deadletter;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.util.stream.Stream;
import org.axonframework.serialization.SerializationException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.dao.CannotAcquireLockException;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.BadSqlGrammarException;
import org.springframework.jdbc.UncategorizedSQLException;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.transaction.TransactionSystemException;

class PoisonTest {

    static Stream<Exception> ofTheEvent() {
        return Stream.of(
                new IllegalStateException("an entity begins with EntityChanged"),
                new NullPointerException(),
                new ClassCastException(),
                new SerializationException("not a JSON object"),
                new DataIntegrityViolationException("too long", new SQLException("too long", "22001")),
                new DuplicateKeyException("twice", new SQLException("twice", "23000")),
                new IllegalStateException(new SQLException("too long", "22001")));
    }

    static Stream<Exception> ofSomethingElse() {
        return Stream.of(
                new DataAccessResourceFailureException("away"),
                new CannotAcquireLockException("deadlock", new SQLException("deadlock", "40001")),
                new CannotCreateTransactionException("away"),
                new TransactionSystemException("no savepoint"),
                new BadSqlGrammarException("write", "INSERT", new SQLException("no such table", "42S02")),
                new UncategorizedSQLException("write", "INSERT", new SQLException("disk full", "HY000")),
                new IllegalStateException(new SQLException("disk full", "HY000")),
                new IllegalStateException(new SQLTransientConnectionException("no connection")),
                new IllegalStateException(new IOException("pipe")),
                new IllegalStateException(new InterruptedException()),
                new IllegalStateException(new OutOfMemoryError()));
    }

    @ParameterizedTest
    @MethodSource("ofTheEvent")
    void isWhatTheEventBrings(Exception failure) {
        assertThat(Poison.isBehind(failure)).isTrue();
    }

    @ParameterizedTest
    @MethodSource("ofSomethingElse")
    void isNothingThatAnyEventWouldMeet(Exception failure) {
        assertThat(Poison.isBehind(failure)).isFalse();
    }
}
