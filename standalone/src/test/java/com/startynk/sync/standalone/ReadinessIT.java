package com.startynk.sync.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReadinessIT {

    private static final int ENDED_BY_SIGTERM = 143;

    @TempDir
    private Path folder;

    @Test
    void saysWhereItIsAndStopsWithItsDatabases() throws Exception {
        try (var installation = new Installation(folder).start().awaitReady()) {
            assertThat(installation.get("/actuator/health/readiness")).contains("\"status\":\"UP\"");
            assertThat(installation.databases()).hasSize(2);
            assertThat(installation.output())
                    .contains("http://localhost:" + installation.port())
                    .contains("http://localhost:" + installation.wsPort())
                    .contains(installation.data().toString())
                    .contains(installation.data().resolve("jwt-secret").toString());

            assertThat(installation.stop()).isEqualTo(ENDED_BY_SIGTERM);

            assertThat(installation.databases()).isEmpty();
            assertThat(installation.output()).doesNotContain("WARN", "ERROR");
        }
    }
}
