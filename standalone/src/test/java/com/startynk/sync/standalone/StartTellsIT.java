package com.startynk.sync.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a start says of that which it was asked for. */
class StartTellsIT {

    private static final String TYPES = "src/test/entity-types";

    @TempDir
    private Path folder;

    @Test
    void namesTheDemoAndTheOwnTypesWhateverStoresOthersLeftInTheShell() throws Exception {
        try (var installation = new Installation(folder)
                .with("DATABASE_URL", "postgres://u:p@localhost/x")
                .with("REDIS_HOST", "no.such.host")
                .with("REDIS_PORT", "none")) {
            installation.start("--demo", "--types", TYPES).awaitReady();
            assertThat(installation.output())
                    .contains("Demo        Harbour Street 7, project ")
                    .doesNotContain("there already")
                    .contains("Types       clientwins, manualfield, manualresolve");
            installation.stop();

            var empty = Files.createDirectory(folder.resolve("empty"));
            installation.start("--demo", "--types", empty.toString()).awaitReady();
            assertThat(installation.output())
                    .contains("there already", "none: there is no .yaml file in " + empty)
                    .contains("as shown at the first start, in "
                            + installation.data().resolve("admin-password"));
        }
    }

    @Test
    void isNotReadyWhenItIsToStopBeforeThat() throws Exception {
        try (var installation = new Installation(folder).start()) {
            installation.awaitOutput("MariaDB answers");

            installation.stop();

            assertThat(installation.output()).doesNotContain("is ready").contains("Stopping", "Stopped");
            assertThat(installation.databases()).isEmpty();
        }
    }
}
