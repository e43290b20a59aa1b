package com.startynk.sync.benchmarks.load;

import static org.assertj.core.api.Assertions.assertThat;

import com.startynk.sync.benchmarks.load.scenario.Scenarios;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.json.JsonMapper;

/** Each scenario, for a second, on the real system. */
class DriveIT {

    @TempDir
    private static Path folder;

    private static RunningSystem system;

    @BeforeAll
    static void start() throws IOException {
        // Named before it is waited for: one that does not come up must be stopped, too.
        system = new RunningSystem(folder);
        system.awaitReady();
    }

    @AfterAll
    static void stop() {
        system.close();
    }

    @ParameterizedTest
    @EnumSource(Scenarios.class)
    void theSystemKeepsItsWordUnderLoad(Scenarios scenario) throws Exception {
        var json = folder.resolve(scenario.title() + ".json");
        var said = new ByteArrayOutputStream();
        var out = new PrintStream(said, true, StandardCharsets.UTF_8);
        var status = Drive.run(arguments(scenario, json), out, out);
        assertThat(status).as(said.toString(StandardCharsets.UTF_8)).isZero();
        var report = JsonMapper.shared().readTree(Files.readAllBytes(json));
        var figures = report.get("scenarios").get(0).get("figures");
        assertThat(figures.get("lost").asInt()).isZero();
        assertThat(figures.propertyNames()).anyMatch(name -> name.startsWith("server_cpu_ms_per_"));
        assertThat(report.get("scenarios")
                        .get(0)
                        .get("figures")
                        .get("failed_requests")
                        .asInt())
                .isZero();
        if (scenario == Scenarios.FANOUT) {
            assertThat(figures.get("sockets_told_to_pull").asInt()).isZero();
            assertThat(figures.get("sockets_closed").asInt()).isZero();
        }
    }

    private static List<String> arguments(Scenarios scenario, Path json) {
        return List.of(
                "--api", system.api(),
                "--ws", system.ws(),
                "--data", system.data(),
                "--server-pid", system.pid(),
                "--scenario", scenario.title(),
                "--json", json.toString(),
                "--warmup", "0",
                "--duration", "1",
                "--concurrency", "4",
                "--devices", "100",
                "--tasks", "500",
                "--sockets", "20",
                "--rate", "20",
                "--start-rate", "20",
                "--max-rate", "20");
    }
}
