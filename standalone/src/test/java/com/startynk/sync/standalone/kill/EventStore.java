package com.startynk.sync.standalone.kill;

import com.startynk.sync.standalone.Installation;
import java.io.IOException;
import java.nio.file.Files;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import tools.jackson.databind.json.JsonMapper;

/** What the system's database holds, read past the system. */
final class EventStore {

    private static final Pattern PORT = Pattern.compile("MariaDB answers on port (\\d+)");

    private final String url;
    private final String password;

    EventStore(Installation installation) throws IOException {
        var port = PORT.matcher(installation.output());
        if (!port.find()) {
            throw new IllegalStateException("the system does not say where its database is");
        }
        url = "jdbc:mysql://127.0.0.1:" + port.group(1) + "/startynk?sslMode=DISABLED";
        password = Files.readString(installation.data().resolve("mariadb").resolve("password"));
    }

    /** Reads a row. */
    private interface Reading<T> {
        T of(ResultSet row) throws SQLException;
    }

    /** A line of the sync log. */
    record Line(String mutationId, String entityId, String outcome, long version) {}

    /** The mutation of each event of an entity. */
    List<String> mutationsOfEvents() throws SQLException {
        return query(
                "SELECT payload FROM domain_event WHERE payload_type LIKE '%.entity.%'",
                row -> JsonMapper.shared()
                        .readTree(row.getBytes(1))
                        .at("/mutation/mutationId")
                        .asString());
    }

    List<Line> syncLog() throws SQLException {
        return query(
                "SELECT mutation_id, entity_id, outcome, version FROM sync_log",
                row -> new Line(row.getString(1), row.getString(2), row.getString(3), row.getLong(4)));
    }

    List<String> parked() throws SQLException {
        return query("SELECT mutation_id FROM parked_mutation", row -> row.getString(1));
    }

    private <T> List<T> query(String sql, Reading<T> reading) throws SQLException {
        var found = new ArrayList<T>();
        try (var connection = DriverManager.getConnection(url, "startynk", password);
                var statement = connection.createStatement();
                var rows = statement.executeQuery(sql)) {
            while (rows.next()) {
                found.add(reading.of(rows));
            }
        }
        return found;
    }
}
