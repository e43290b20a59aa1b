package com.startynk.sync.embedded;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One server, its output in a file. Once it is ready it is started again whenever it ends by itself. */
final class ServerProcess {

    private static final Logger log = LoggerFactory.getLogger(ServerProcess.class);
    private static final Duration LONGEST_START = Duration.ofMinutes(5);
    private static final Duration LONGEST_STOP = Duration.ofMinutes(2);
    /** On a thread of its own: the common pool may be busy with what waits for this very server. */
    private static final Executor AFTER_A_SECOND =
            CompletableFuture.delayedExecutor(1, TimeUnit.SECONDS, work -> new Thread(work, "server-restart").start());

    /** Asks the server itself: a process that runs is not yet a server that answers. */
    interface Probe {
        boolean answers();
    }

    private final String name;
    private final List<String> command;
    private final Path folder;
    private final Path output;
    private Process process;
    private boolean stopping;

    private ServerProcess(String name, List<String> command, Path folder, Path output) {
        this.name = name;
        this.command = command;
        this.folder = folder;
        this.output = output;
        this.process = launch();
    }

    static ServerProcess start(String name, List<String> command, Path folder, Path output) {
        return new ServerProcess(name, inOwnSession(command), folder, output);
    }

    /** Ctrl-C in a terminal reaches the whole process group; the databases must outlive those who still write to them. */
    private static List<String> inOwnSession(List<String> command) {
        var setsid = Stream.of("/usr/bin/setsid", "/bin/setsid").map(Path::of).filter(Files::isExecutable);
        var wrapped = new ArrayList<String>();
        setsid.findFirst().ifPresent(path -> wrapped.add(path.toString()));
        wrapped.addAll(command);
        return wrapped;
    }

    private Process launch() {
        try {
            return new ProcessBuilder(command)
                    .directory(folder.toFile())
                    .redirectErrorStream(true)
                    .redirectInput(ProcessBuilder.Redirect.from(new File("/dev/null")))
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(output.toFile()))
                    .start();
        } catch (IOException e) {
            throw new EmbeddedServerFailure("cannot start " + name + ": " + e.getMessage(), e);
        }
    }

    synchronized void awaitReady(Probe probe) {
        var deadline = System.nanoTime() + LONGEST_START.toNanos();
        while (!probe.answers()) {
            if (!process.isAlive()) {
                throw new EmbeddedServerFailure(name + " ended while it started; " + output + " ends with:\n" + tail());
            }
            if (System.nanoTime() > deadline) {
                process.destroyForcibly();
                throw new EmbeddedServerFailure(name + " did not answer within " + LONGEST_START + ", see " + output);
            }
            Pause.brief();
        }
        keepRunning(process);
    }

    private void keepRunning(Process running) {
        var unused = running.onExit().thenAcceptAsync(this::startAgain, AFTER_A_SECOND);
    }

    private synchronized void startAgain(Process ended) {
        if (stopping) {
            return;
        }
        log.warn("{} ended by itself with status {} and is started again, see {}", name, ended.exitValue(), output);
        try {
            process = launch();
            keepRunning(process);
        } catch (EmbeddedServerFailure e) {
            log.error("{} cannot be started again", name, e);
        }
    }

    synchronized void stop() {
        stopping = true;
        process.destroy();
        if (!ends(process)) {
            log.warn("{} did not stop within {} and is killed; it recovers at the next start", name, LONGEST_STOP);
            process.destroyForcibly();
        }
    }

    synchronized long pid() {
        return process.pid();
    }

    private static boolean ends(Process process) {
        try {
            return process.waitFor(LONGEST_STOP.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
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
