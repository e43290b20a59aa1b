package com.startynk.sync.benchmarks.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.startynk.sync.benchmarks.load.scenario.Scenarios;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OptionsTest {

    private static final String SECRET = "0123456789abcdef0123456789abcdef";

    @Test
    void drivesASystemOnThisMachineByDefault() {
        var options = parse();
        assertThat(options.target().api()).hasToString("http://127.0.0.1:3000");
        assertThat(options.target().ws()).hasToString("http://127.0.0.1:3001");
        assertThat(options.scenarios()).containsExactly(Scenarios.SINGLE);
        assertThat(options.plan().duration()).isEqualTo(Duration.ofSeconds(20));
        assertThat(options.json()).isNull();
    }

    @Test
    void takesSeveralScenariosInTheirOrder() {
        assertThat(parse("--scenario", "read,hot").scenarios()).containsExactly(Scenarios.READ, Scenarios.HOT);
    }

    @Test
    void readsTheKeyFromADataFolder(@TempDir Path data) throws Exception {
        Files.writeString(data.resolve("jwt-secret"), SECRET + "\n");
        assertThat(Options.parse(List.of("--data", data.toString())).target().secret())
                .isEqualTo(SECRET);
    }

    @Test
    void findsTheProcessesWhoseCpuIsCounted() {
        var self = ProcessHandle.current();
        assertThat(parse("--server-pid", Long.toString(self.pid())).servers()).containsExactly(self);
    }

    @Test
    void saysWhichOptionItDoesNotKnow() {
        assertRefused("unknown option --speed", "--speed", "9");
    }

    @Test
    void saysWhichOptionHasNoValue() {
        assertRefused("--api needs a value", "--api");
        assertRefused("--api needs a value", "--api", "--ws");
    }

    @Test
    void saysWhichScenariosThereAre() {
        assertRefused(
                "there is no scenario fast; there are single, batch, hot, pull, fanout, read, mixed",
                "--scenario",
                "single,fast");
    }

    @Test
    void saysWhichNumbersItTakes() {
        assertRefused("--duration needs a number from 1 to 36000, not 0", "--duration", "0");
        assertRefused("--duration needs a number from 1 to 36000, not 43200", "--duration", "43200");
        assertRefused("--items needs a number from 1 to 500, not many", "--items", "many");
    }

    @Test
    void saysWhatIsNoAddress() {
        assertRefused("--api needs a URL as http://127.0.0.1:3000, not localhost:3000", "--api", "localhost:3000");
    }

    @Test
    void saysWhereSocketsCannotBeConnected() {
        var message = "--ws needs http:// and a port, as http://127.0.0.1:3001, not ";
        assertRefused(message + "https://localhost:3001", "--ws", "https://localhost:3001");
        assertRefused(message + "http://localhost", "--ws", "http://localhost");
    }

    @Test
    void saysThatThereIsNoSuchProcess() {
        assertRefused("--server-pid: there is no process 999999999", "--server-pid", "999999999");
        assertRefused("--server-pid needs process ids, not java", "--server-pid", "java");
    }

    @Test
    void saysThatAKeyIsMissing() {
        assertThatThrownBy(() -> Options.parse(List.of()))
                .isInstanceOf(UsageError.class)
                .hasMessageStartingWith("one of --secret and --data is needed");
    }

    @Test
    void saysThatAKeyIsTooShort() {
        assertThatThrownBy(() -> Options.parse(List.of("--secret", "short")))
                .isInstanceOf(UsageError.class)
                .hasMessageStartingWith("the secret has 5 bytes");
    }

    @Test
    void saysThatADataFolderHasNoKey(@TempDir Path data) {
        assertThatThrownBy(() -> Options.parse(List.of("--data", data.toString())))
                .isInstanceOf(UsageError.class)
                .hasMessageContaining("jwt-secret");
    }

    @Test
    void showsItsOptionsToWhoeverAsks() throws Exception {
        var said = new ByteArrayOutputStream();
        var out = new PrintStream(said, true, StandardCharsets.UTF_8);
        assertThat(Drive.run(List.of("--help"), out, out)).isZero();
        assertThat(said.toString(StandardCharsets.UTF_8)).contains("--sockets N");
    }

    @Test
    void showsItsOptionsToWhoeverMisusesIt() throws Exception {
        var said = new ByteArrayOutputStream();
        var err = new PrintStream(said, true, StandardCharsets.UTF_8);
        assertThat(Drive.run(List.of("--wrong"), err, err)).isEqualTo(2);
        assertThat(said.toString(StandardCharsets.UTF_8)).contains("unknown option --wrong", "--concurrency N");
    }

    @Test
    void saysThatNobodyAnswers() throws Exception {
        var said = new ByteArrayOutputStream();
        var err = new PrintStream(said, true, StandardCharsets.UTF_8);
        // Nobody listens on port 1.
        var arguments = List.of("--secret", SECRET, "--api", "http://127.0.0.1:1", "--warmup", "0", "--duration", "1");
        assertThat(Drive.run(arguments, err, err)).isEqualTo(3);
        assertThat(said.toString(StandardCharsets.UTF_8)).isEqualToIgnoringNewLines("making a site: no answer");
    }

    private static void assertRefused(String message, String... arguments) {
        assertThatThrownBy(() -> parse(arguments))
                .isInstanceOf(UsageError.class)
                .hasMessage(message);
    }

    private static Options parse(String... arguments) {
        var all = new ArrayList<>(List.of("--secret", SECRET));
        all.addAll(List.of(arguments));
        return Options.parse(all);
    }
}
