package com.startynk.sync.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import com.startynk.sync.embedded.EmbeddedStack;
import com.startynk.sync.standalone.Installation.Refusal;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code ./startynk audit verify} on the data of a real system, running and stopped. */
class AuditVerifyIT {

    @TempDir
    private Path folder;

    @Test
    void findsNothingInWhatNobodyTouchedAndNamesWhatSomebodyDid() throws Exception {
        try (var installation = new Installation(folder).start().awaitReady()) {
            var kept = project(installation);
            var changed = project(installation);
            var removed = project(installation);

            var sound = verify(installation);
            assertThat(sound.output())
                    .contains("with links, 0 from before the chain.")
                    .contains("Nothing is broken.");
            assertThat(sound.status()).isZero();

            execute(
                    installation,
                    "UPDATE domain_event SET payload = REPLACE(payload, 'Harbour', 'Market') WHERE aggregate_identifier = '"
                            + changed + "'");
            execute(installation, "DELETE FROM domain_event WHERE aggregate_identifier = '" + removed + "'");
            installation.stop();

            var broken = verify(installation);
            assertThat(broken.status()).isEqualTo(1);
            assertThat(broken.output())
                    .contains("BROKEN " + changed + ": event 0 (")
                    .contains("BROKEN " + removed + ": event 0 of this project is missing")
                    .doesNotContain("BROKEN " + kept)
                    .contains("Broken: 2.");
            assertThat(verify(installation, "--entity", kept).status()).isZero();
            assertThat(verify(installation, "--entity", changed).status()).isEqualTo(1);
            assertThat(verify(installation, "--entity", removed).output()).contains("is missing");
            assertThat(installation.databases())
                    .as("a look leaves nothing running")
                    .isEmpty();
        }
    }

    @Test
    void saysWhenThereIsNothingToLookAt() throws Exception {
        try (var installation = new Installation(folder)) {
            var answer = verify(installation);

            assertThat(answer.status()).isEqualTo(1);
            assertThat(answer.output()).contains("there is no data in " + installation.data());
        }
    }

    private static Refusal verify(Installation installation, String... further) throws Exception {
        var command = new ArrayList<>(
                List.of("audit", "verify", "--data", installation.data().toString()));
        command.addAll(List.of(further));
        return installation.run(command);
    }

    private static void execute(Installation installation, String sql) throws SQLException {
        var database = EmbeddedStack.reachRunning(installation.data()).orElseThrow();
        try (var connection = DriverManager.getConnection(
                        database.get("spring.datasource.url"),
                        database.get("spring.datasource.username"),
                        database.get("spring.datasource.password"));
                var statement = connection.createStatement()) {
            assertThat(statement.executeUpdate(sql)).isPositive();
        }
    }

    /** One that can be read already, so that the read model knows it. */
    private static String project(Installation installation) throws Exception {
        var id = UUID.randomUUID().toString();
        installation
                .api()
                .send(
                        "POST",
                        "/api/v1/sync/batches",
                        Map.of(
                                "items",
                                List.of(Map.of(
                                        "mutationId",
                                        UUID.randomUUID().toString(),
                                        "entityType",
                                        "project",
                                        "operation",
                                        "CREATE",
                                        "entityId",
                                        id,
                                        "projectId",
                                        id,
                                        "data",
                                        Map.of("name", "Harbour Street 7")))));
        return id;
    }
}
