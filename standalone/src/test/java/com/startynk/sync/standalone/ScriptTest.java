package com.startynk.sync.standalone;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What {@code ./startynk} says by itself, before anything is built. */
class ScriptTest {

    private static final Path SCRIPT = Path.of("..", "startynk");

    @TempDir
    private Path folder;

    private record Answer(int status, String output, String errors) {}

    @ParameterizedTest
    @ValueSource(
            strings = {
                "run",
                "notification:test",
                "expo-stub",
                "audit",
                "replay",
                "dead-letters",
                "ws:monitor",
                "test",
                "version",
                "help"
            })
    void helpBehindACommandShowsItsOptions(String command) throws Exception {
        var answer = startynk(SCRIPT, command, "--help");

        assertThat(answer.output()).startsWith("Usage: ./startynk " + command);
        assertThat(answer.errors()).isEmpty();
        assertThat(answer.status()).isZero();
        assertThat(startynk(SCRIPT, "help").output())
                .as("help names every option")
                .containsIgnoringWhitespaces(
                        answer.output().substring("Usage: ./startynk ".length()).split("\n"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"version", "--version"})
    void saysWhichVersionItIs(String argument) throws Exception {
        var pom = Files.readString(Path.of("pom.xml"));

        var version = startynk(SCRIPT, argument).output().strip();

        assertThat(version).matches("[0-9]+\\.[0-9]+\\.[0-9]+(-SNAPSHOT)?");
        assertThat(pom).contains("<version>" + version + "</version>");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "run --verbose       | startynk: unknown option --verbose",
                "run --port          | startynk: --port needs a value",
                "notification:test   | startynk: notification:test needs the id of a user",
                "expo-stub --verbose | startynk: unknown option --verbose",
                "audit show          | startynk: audit can verify, and nothing else"
            })
    void whatIsWrongComesLastBehindTheOptionsOfTheCommand(String line, String complaint) throws Exception {
        var arguments = line.split(" ");

        var answer = startynk(SCRIPT, arguments);

        assertThat(answer.errors())
                .startsWith("Usage: ./startynk " + arguments[0])
                .endsWith("\n\n" + complaint + "\n")
                .doesNotContain("Environment:");
        assertThat(answer.status()).isEqualTo(2);
    }

    @Test
    void aCommandThatIsNoneIsToldInALine() throws Exception {
        var answer = startynk(SCRIPT, "start");

        assertThat(answer.errors())
                .isEqualTo("startynk: unknown command start; ./startynk help shows those that there are\n");
        assertThat(answer.status()).isEqualTo(2);
    }

    @Test
    void buildingNamesEachModuleAndWhatIsWrong() throws Exception {
        var copy = copy();
        program("mvn", """
                #!/bin/sh
                [ "$1" != -version ] || { echo 'Apache Maven 3.9.9'; exit 0; }
                printf '\\033[0m[INFO] Scanning for projects...\\n'
                echo '[INFO] Building StarTynk Sync: sync-protocol 0.1.0-SNAPSHOT              [1/2]'
                echo '[ERROR] It breaks.'
                exit 1
                """);

        var answer = startynk(copy, "run");

        assertThat(answer.output()).endsWith("  [1/2]  StarTynk Sync: sync-protocol\n");
        assertThat(answer.errors()).isEqualTo("[ERROR] It breaks.\nstartynk: The build failed.\n");
        assertThat(answer.output()).doesNotContain("\u001b");
        assertThat(answer.status()).isEqualTo(1);
    }

    @Test
    void whatMavenLeavesForATerminalIsNoFailure() throws Exception {
        var copy = copy();
        Files.createDirectories(folder.resolve("standalone").resolve("target"));
        program("mvn", """
                #!/bin/sh
                [ "$1" != -version ] || { echo 'Apache Maven 3.9.9'; exit 0; }
                printf '[INFO] BUILD SUCCESS\\n\\033[0m\\033[0m'
                """);

        var answer = startynk(copy, "run");

        assertThat(answer.errors()).contains("jarfile").doesNotContain("The build failed.");
    }

    /** The script in a project that has never been built. */
    private Path copy() throws IOException {
        var copy = Files.copy(SCRIPT, folder.resolve("startynk"));
        var texts = Path.of("standalone", "src", "main", "resources", "usage");
        Files.createDirectories(folder.resolve(texts));
        Files.copy(
                Path.of("..").resolve(texts).resolve("run.txt"),
                folder.resolve(texts).resolve("run.txt"));
        return copy;
    }

    private void program(String name, String text) throws IOException {
        Files.setPosixFilePermissions(
                Files.writeString(folder.resolve(name), text), PosixFilePermissions.fromString("rwx------"));
    }

    private Answer startynk(Path script, String... arguments) throws Exception {
        var command = new ArrayList<>(List.of("sh", script.toString()));
        command.addAll(List.of(arguments));
        var output = folder.resolve("output");
        var errors = folder.resolve("errors");
        var builder =
                new ProcessBuilder(command).redirectOutput(output.toFile()).redirectError(errors.toFile());
        builder.environment().merge("PATH", folder.toString(), (path, first) -> first + ":" + path);
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        var process = builder.start();
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        return new Answer(process.exitValue(), Files.readString(output, UTF_8), Files.readString(errors, UTF_8));
    }
}
