package com.startynk.sync.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** The runnable jar on a data folder, as a process that can be stopped, killed and started again. */
public final class Installation implements AutoCloseable {

    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private final Path folder;
    private final Path output;
    private final int port = freePort();
    private final int wsPort = freePort();
    private final Map<String, String> environment = new HashMap<>();
    private @Nullable Process process;

    public Installation(Path folder) {
        this.folder = folder;
        this.output = folder.resolve("output.log");
    }

    /** An environment variable for those starts that follow. */
    Installation with(String name, String value) {
        environment.put(name, value);
        return this;
    }

    /** Starts it with the data, the ports and these further options; nobody waits for it to get ready. */
    public Installation start(String... further) throws IOException {
        process = launch(output, port, wsPort, further);
        return this;
    }

    /** Tries another start on the same data and answers what it said. */
    Refusal startAgain(int otherPort, int otherWsPort) throws IOException {
        var said = folder.resolve("second.log");
        var second = launch(said, otherPort, otherWsPort);
        return new Refusal(status(second), Files.readString(said));
    }

    /** Runs another command of the jar to its end. */
    Refusal run(List<String> arguments) throws IOException {
        var said = folder.resolve("command.log");
        var command = program();
        command.addAll(arguments);
        return new Refusal(status(launch(said, command)), Files.readString(said));
    }

    private Process launch(Path said, int apiPort, int socketPort, String... further) throws IOException {
        var command = program();
        command.addAll(List.of(
                "--port",
                Integer.toString(apiPort),
                "--ws-port",
                Integer.toString(socketPort),
                "--data",
                data().toString()));
        command.addAll(List.of(further));
        return launch(said, command);
    }

    private static List<String> program() {
        return new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx512m",
                // These processes live for seconds: optimised code would come too late and cost most of the start.
                "-XX:TieredStopAtLevel=1",
                "-jar",
                System.getProperty("startynk.jar")));
    }

    private Process launch(Path said, List<String> command) throws IOException {
        var launched = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(said.toFile());
        launched.environment().putAll(environment);
        return launched.start();
    }

    public Installation awaitReady() {
        return awaitOutput("Ctrl-C stops it.");
    }

    Installation awaitOutput(String text) {
        await().atMost(Duration.ofSeconds(90)).until(() -> {
            assertThat(running().isAlive()).as(output()).isTrue();
            return output().contains(text);
        });
        return this;
    }

    String get(String path) throws Exception {
        var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .build();
        return HTTP.send(request, BodyHandlers.ofString()).body();
    }

    PublicApi api() throws IOException {
        return new PublicApi(port, Files.readString(data().resolve("jwt-secret")), JsonMapper.shared());
    }

    int awaitEnd() {
        return status(running());
    }

    int stop() {
        running().destroy();
        return status(running());
    }

    public void kill() {
        running().destroyForcibly();
        status(running());
    }

    private static int status(Process ended) {
        return ended.onExit().orTimeout(60, TimeUnit.SECONDS).join().exitValue();
    }

    /** The processes whose program lies in the data folder. */
    public List<ProcessHandle> databases() throws IOException {
        return processesOf(data());
    }

    private static List<ProcessHandle> processesOf(Path folder) throws IOException {
        var programs = folder.toRealPath();
        return ProcessHandle.allProcesses()
                .filter(any -> any.info()
                        .command()
                        .filter(program -> Path.of(program).startsWith(programs))
                        .isPresent())
                .toList();
    }

    /** The embedded server of this name, {@code mariadb} or {@code redis}, which runs. */
    public ProcessHandle server(String name) throws IOException {
        return serverIfRunning(name).orElseThrow();
    }

    /** Empty while the system has not started it again. */
    public Optional<ProcessHandle> serverIfRunning(String name) throws IOException {
        return processesOf(data().resolve(name)).stream().findFirst();
    }

    /** What the running process, or the one that was killed last, has said. */
    public String output() throws IOException {
        return Files.readString(output);
    }

    public Path data() {
        return folder.resolve("data");
    }

    public int port() {
        return port;
    }

    int wsPort() {
        return wsPort;
    }

    private Process running() {
        assertThat(process).isNotNull();
        return process;
    }

    /** Below the range of outgoing connections: one that calls while nobody listens could be given the very port it calls. */
    static int freePort() {
        return ThreadLocalRandom.current()
                .ints(20_000, 32_000)
                .filter(Installation::isFree)
                .findFirst()
                .orElseThrow();
    }

    private static boolean isFree(int port) {
        try (var socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            return socket.isBound();
        } catch (IOException e) {
            return false;
        }
    }

    @Override
    public void close() throws IOException {
        if (process != null && process.isAlive()) {
            stop();
        }
        if (Files.exists(data())) {
            for (var left : databases()) {
                left.destroyForcibly();
                left.onExit().orTimeout(60, TimeUnit.SECONDS).join();
            }
        }
    }

    /** How a process ended that was not to go on. */
    record Refusal(int status, String output) {}
}
