package com.startynk.sync.embedded;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One server, its output in a file. */
final class ServerProcess {

    private static final Logger log = LoggerFactory.getLogger(ServerProcess.class);
    private static final Duration LONGEST_START = Duration.ofMinutes(5);
    private static final Duration LONGEST_STOP = Duration.ofMinutes(2);

    /** Asks the server itself: a process that runs is not yet a server that answers. */
    interface Probe {
        boolean answers();
    }

    private final String name;
    private final Process process;
    private final Path output;

    private ServerProcess(String name, Process process, Path output) {
        this.name = name;
        this.process = process;
        this.output = output;
    }

    static ServerProcess start(String name, List<String> command, Path folder, Path output) {
        try {
            var process = new ProcessBuilder(inOwnSession(command))
                    .directory(folder.toFile())
                    .redirectErrorStream(true)
                    .redirectInput(ProcessBuilder.Redirect.from(new File("/dev/null")))
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(output.toFile()))
                    .start();
            return new ServerProcess(name, process, output);
        } catch (IOException e) {
            throw new EmbeddedServerFailure("cannot start " + name + ": " + e.getMessage(), e);
        }
    }

    /** Ctrl-C in a terminal reaches the whole process group; the databases must outlive those who still write to them. */
    private static List<String> inOwnSession(List<String> command) {
        var setsid = Stream.of("/usr/bin/setsid", "/bin/setsid").map(Path::of).filter(Files::isExecutable);
        var wrapped = new ArrayList<String>();
        setsid.findFirst().ifPresent(path -> wrapped.add(path.toString()));
        wrapped.addAll(command);
        return wrapped;
    }

    ServerProcess awaitReady(Probe probe) {
        var deadline = System.nanoTime() + LONGEST_START.toNanos();
        while (!probe.answers()) {
            if (!process.isAlive()) {
                throw new EmbeddedServerFailure(name + " ended while it started; " + output + " ends with:\n" + tail());
            }
            if (System.nanoTime() > deadline) {
                process.destroyForcibly();
                throw new EmbeddedServerFailure(name + " did not answer within " + LONGEST_START + ", see " + output);
            }
            pause();
        }
        return this;
    }

    void stop() {
        process.destroy();
        if (!ends(process, LONGEST_STOP)) {
            log.warn("{} did not stop within {} and is killed; it recovers at the next start", name, LONGEST_STOP);
            process.destroyForcibly();
        }
    }

    long pid() {
        return process.pid();
    }

    private static boolean ends(Process process, Duration within) {
        try {
            return process.waitFor(within.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private static void pause() {
        try {
            TimeUnit.MILLISECONDS.sleep(20);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new EmbeddedServerFailure("interrupted while a server started", e);
        }
    }

    private String tail() {
        try {
            var lines = new String(Files.readAllBytes(output), StandardCharsets.UTF_8)
                    .lines()
                    .toList();
            return String.join("\n", lines.subList(Math.max(0, lines.size() - 12), lines.size()));
        } catch (IOException e) {
            return "(unreadable: " + e.getMessage() + ")";
        }
    }
}
