package com.startynk.sync.embedded;

import java.nio.file.Path;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Killing the JVM with -9 leaves its database servers running. They are known by their program, which lies in the data folder. */
final class LeftoverServers {

    private static final Logger log = LoggerFactory.getLogger(LeftoverServers.class);
    private static final Duration LONGEST_STOP = Duration.ofMinutes(2);

    private LeftoverServers() {}

    /** To be called by the holder of the folder's lock only, before it starts its own. */
    static void endIn(Path folder) {
        ProcessHandle.allProcesses()
                .filter(process -> runsFrom(folder, process))
                .forEach(process -> end(folder, process));
    }

    private static boolean runsFrom(Path folder, ProcessHandle process) {
        return process.info()
                .command()
                .map(Path::of)
                .filter(program -> program.startsWith(folder))
                .isPresent();
    }

    private static void end(Path folder, ProcessHandle process) {
        log.info("Stopping process {}, left over in {} by a system that was killed", process.pid(), folder);
        process.destroy();
        var deadline = System.nanoTime() + LONGEST_STOP.toNanos();
        // A dead process that nobody has reaped yet still counts as alive, but has no program any more.
        while (process.isAlive() && runsFrom(folder, process)) {
            if (System.nanoTime() > deadline) {
                process.destroyForcibly();
            }
            Pause.brief();
        }
    }
}
