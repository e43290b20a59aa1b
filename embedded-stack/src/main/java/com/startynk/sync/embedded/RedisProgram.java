package com.startynk.sync.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import redis.embedded.core.ExecutableProvider;
import redis.embedded.model.OsArchitecture;

/** Redis's one file, unpacked from its Maven artifact beside the data. */
final class RedisProgram {

    private RedisProgram() {}

    static Path unpackInto(Path folder) throws IOException {
        var versions = ExecutableProvider.newProvidedVersionsMap();
        var program = unpack(versions, folder);
        var older = versions.get(OsArchitecture.UNIX_x86);
        if (!runs(program)
                && OsArchitecture.UNIX_x86_64.equals(OsArchitecture.detectOSandArchitecture())
                && older != null) {
            // The 64 bit program needs the machine's OpenSSL 3, the 32 bit one nothing at all.
            versions.put(OsArchitecture.UNIX_x86_64, older);
            program = unpack(versions, folder);
        }
        return program;
    }

    private static Path unpack(Map<OsArchitecture, String> versions, Path folder) throws IOException {
        var unpacked = ExecutableProvider.newJarResourceProvider(folder::toFile, versions)
                .get()
                .toPath();
        // The library deletes what it unpacked when the JVM ends; under another name it stays.
        return Files.move(unpacked, folder.resolve("redis-server"), StandardCopyOption.ATOMIC_MOVE);
    }

    private static boolean runs(Path program) throws IOException {
        var process = new ProcessBuilder(program.toString(), "--version")
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        try {
            return process.waitFor(10, TimeUnit.SECONDS) && process.exitValue() == 0;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new EmbeddedServerFailure("interrupted while Redis was set up", e);
        }
    }
}
