package com.startynk.sync.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.DriverManager;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DeveloperDatabasesTest {

    @Test
    void areMadeOnTheNamedServerAndDroppedInTheEnd() throws SQLException {
        var server = EmbeddedStack.shared().mariaDb();
        var databases = DeveloperDatabases.at(
                "mysql://" + server.username() + ":" + server.password() + "@127.0.0.1:" + server.port());

        databases.createDatabase("developers_own");
        assertThat(isThere(databases, "developers_own")).isTrue();

        databases.dropAll();
        assertThat(isThere(databases, "developers_own")).isFalse();
    }

    private static boolean isThere(DatabaseServer server, String database) throws SQLException {
        try (var connection = DriverManager.getConnection(server.jdbcUrl(""), server.username(), server.password());
                var statement = connection.prepareStatement(
                        "SELECT 1 FROM information_schema.schemata WHERE schema_name = ?")) {
            statement.setString(1, database);
            try (var rows = statement.executeQuery()) {
                return rows.next();
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "jdbc:mysql://localhost:3306/",
                "mysql://root:secret@localhost",
                "mysql://localhost:3306",
                "mysql://root:s e cret@localhost:1",
                "root"
            })
    void saysHowTheAddressMustLookAndNotWhatItWas(String address) {
        assertThatThrownBy(() -> DeveloperDatabases.at(address))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("mysql://account:password@host:port")
                .hasMessageNotContaining("cret");
    }
}
