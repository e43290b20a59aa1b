package com.startynk.sync.platform.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.startynk.sync.platform.RunningPlatform;
import com.zaxxer.hikari.HikariDataSource;
import java.sql.SQLException;
import java.util.List;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

class TransactionalWritesTest {

    private final RunningPlatform platform = RunningPlatform.shared();
    private final JdbcClient jdbc = platform.bean(JdbcClient.class);
    private final TransactionTemplate transaction =
            new TransactionTemplate(platform.bean(PlatformTransactionManager.class));

    @Test
    void aWriteInATransactionIsThereAfterwards() {
        transaction.executeWithoutResult(status -> insert(1));

        assertThat(jdbc.sql("SELECT text FROM note WHERE id = 1")
                        .query(String.class)
                        .single())
                .isEqualTo("pour");
    }

    @Test
    void aWriteOutsideATransactionFailsLoudly() {
        var rows = List.of(new Object[] {5, "a"}, new Object[] {6, "b"});
        var plain = platform.bean(JdbcTemplate.class);

        assertThatThrownBy(() -> insert(2)).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> plain.update("DELETE FROM note")).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> plain.batchUpdate("INSERT INTO note VALUES (?, ?)", rows))
                .isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> platform.bean(NamedParameterJdbcTemplate.class)
                        .update("DELETE FROM note WHERE id = :id", java.util.Map.of("id", 1)))
                .isInstanceOf(IllegalStateException.class);
        assertThat(platform.send(platform.request("/api/v1/notes/lost")
                                .POST(java.net.http.HttpRequest.BodyPublishers.noBody()))
                        .status())
                .isEqualTo(500);
    }

    @Test
    void aQueryOutsideATransactionLeavesNoneOpen() {
        jdbc.sql("SELECT COUNT(*) FROM note").query(Integer.class).single();

        assertThat(jdbc.sql("SELECT COUNT(*) FROM information_schema.innodb_trx WHERE trx_mysql_thread_id"
                                + " <> CONNECTION_ID() AND trx_started < NOW() - INTERVAL 1 SECOND")
                        .query(Integer.class)
                        .single())
                .isZero();
    }

    @Test
    void thePoolIsSetForShortTransactions() throws SQLException {
        var pool = platform.bean(DataSource.class).unwrap(HikariDataSource.class);

        assertThat(pool.isAutoCommit()).isFalse();
        assertThat(pool.getMaximumPoolSize()).isEqualTo(16);
        try (var connection = pool.getConnection()) {
            assertThat(connection.getTransactionIsolation()).isEqualTo(java.sql.Connection.TRANSACTION_READ_COMMITTED);
        }
    }

    @Test
    void eachSetOfTablesHasItsOwnHistory() {
        for (var set : List.of("platform", "test")) {
            assertThat(jdbc.sql("SELECT COUNT(*) FROM flyway_" + set + " WHERE version = '1' AND success")
                            .query(Integer.class)
                            .single())
                    .isEqualTo(1);
        }
    }

    private void insert(int id) {
        jdbc.sql("INSERT INTO note (id, text) VALUES (:id, 'pour')")
                .param("id", id)
                .update();
    }
}
