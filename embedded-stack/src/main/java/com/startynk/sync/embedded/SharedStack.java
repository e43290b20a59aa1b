package com.startynk.sync.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** One stack for all tests of a JVM, in a temporary folder. */
final class SharedStack {

    private static final String PREFIX = "startynk-test-";

    static final EmbeddedStack INSTANCE = start();

    private SharedStack() {}

    private static EmbeddedStack start() {
        var developers = DeveloperDatabases.named();
        try {
            sweep(Path.of(System.getProperty("java.io.tmpdir")));
            var folder = Files.createTempDirectory(PREFIX);
            var stack = EmbeddedStack.start(folder, EmbeddedSettings.forTests());
            Runtime.getRuntime().addShutdownHook(new Thread(() -> end(stack, folder), "shared-stack-end"));
            if (developers == null) {
                return stack;
            }
            Runtime.getRuntime().addShutdownHook(new Thread(developers::dropAll, "developer-databases-end"));
            return stack.on(developers);
        } catch (IOException e) {
            throw new EmbeddedServerFailure("cannot make a temporary folder: " + e.getMessage(), e);
        }
    }

    private static void end(EmbeddedStack stack, Path folder) {
        stack.close();
        try {
            Folders.delete(folder);
        } catch (IOException e) {
            throw new EmbeddedServerFailure("cannot delete " + folder, e);
        }
    }

    /** Ends and deletes what test runs left that were killed, known by a lock that nobody holds. */
    private static void sweep(Path temporary) throws IOException {
        try (var folders = Files.newDirectoryStream(temporary, PREFIX + "*")) {
            for (var folder : folders) {
                if (Files.isWritable(folder.resolve(DataFolderLock.FILE))) {
                    sweepOne(folder);
                }
            }
        }
    }

    private static void sweepOne(Path folder) throws IOException {
        var lock = DataFolderLock.tryTake(folder);
        if (lock != null) {
            LeftoverServers.endIn(folder.toRealPath());
            lock.close();
            Folders.delete(folder);
        }
    }
}
