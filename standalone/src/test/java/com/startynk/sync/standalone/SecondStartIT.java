package com.startynk.sync.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

class SecondStartIT {

    @TempDir
    private Path folder;

    @Test
    void isRefusedWhileTheFirstRuns() throws Exception {
        try (var first = new Installation(folder).start().awaitReady()) {
            var second = first.startAgain(Installation.freePort(), Installation.freePort());

            assertThat(second.status()).isEqualTo(1);
            assertThat(second.output())
                    .contains(first.data().toString())
                    .contains("in use")
                    .doesNotContain("\tat ");
            assertThat(first.get("/actuator/health/readiness")).contains("UP");
        }
    }

    @Test
    void findsEverythingAfterAKill() throws Exception {
        var item = item();
        try (var installation = new Installation(folder).start().awaitReady()) {
            var before = push(installation, item);
            assertThat(before.get("status").asString()).isEqualTo("APPLIED");

            installation.kill();
            assertThat(installation.databases())
                    .as("a kill leaves them running")
                    .hasSize(2);
            installation.start().awaitReady();

            assertThat(installation.databases()).hasSize(2);
            var again = push(installation, item);
            assertThat(again.get("duplicate").asBoolean()).isTrue();
            assertThat(again.get("version")).isEqualTo(before.get("version"));
            assertThat(again.get("data")).isEqualTo(before.get("data"));
            assertThat(installation.output()).doesNotContain("WARN", "ERROR");
        }
    }

    private static JsonNode push(Installation installation, Map<String, Object> item) throws Exception {
        return installation
                .api()
                .send("POST", "/api/v1/sync/batches", Map.of("items", List.of(item)))
                .get("results")
                .get(0);
    }

    private static Map<String, Object> item() {
        var project = UUID.randomUUID().toString();
        return Map.of(
                "mutationId",
                UUID.randomUUID().toString(),
                "entityType",
                "project",
                "operation",
                "CREATE",
                "entityId",
                project,
                "projectId",
                project,
                "data",
                Map.of("name", "Harbour Street 7"));
    }
}
