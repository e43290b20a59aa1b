package com.startynk.sync.benchmarks.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** The whole system, as it is run, on a data folder of its own. */
final class RunningSystem implements AutoCloseable {

    private final Path output;
    private final Path data;
    private final int port = freePort();
    private final int wsPort = freePort();
    private final Process process;

    RunningSystem(Path folder) throws IOException {
        this.output = folder.resolve("output.log");
        this.data = folder.resolve("data");
        this.process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx512m",
                        // It lives for seconds: optimised code would come too late.
                        "-XX:TieredStopAtLevel=1",
                        "-jar",
                        System.getProperty("startynk.jar"),
                        "--port",
                        Integer.toString(port),
                        "--ws-port",
                        Integer.toString(wsPort),
                        "--data",
                        data.toString())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
    }

    void awaitReady() {
        await().atMost(Duration.ofSeconds(90)).until(() -> {
            assertThat(process.isAlive()).as(Files.readString(output)).isTrue();
            return Files.readString(output).contains("Ctrl-C stops it.");
        });
    }

    String api() {
        return "http://127.0.0.1:" + port;
    }

    String ws() {
        return "http://127.0.0.1:" + wsPort;
    }

    String data() {
        return data.toString();
    }

    String pid() {
        return Long.toString(process.pid());
    }

    /** Below the range of outgoing connections: one that calls while nobody listens could be given the very port it calls. */
    private static int freePort() {
        return ThreadLocalRandom.current()
                .ints(20_000, 32_000)
                .filter(RunningSystem::isFree)
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
    public void close() {
        // Before it ends: afterwards nobody knows whom it has started.
        var all = Stream.concat(process.descendants(), Stream.of(process.toHandle()))
                .toList();
        process.destroy();
        try {
            process.onExit().orTimeout(60, TimeUnit.SECONDS).join();
        } finally {
            all.forEach(ProcessHandle::destroyForcibly);
        }
    }
}
