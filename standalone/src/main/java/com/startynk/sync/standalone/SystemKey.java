package com.startynk.sync.standalone;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** The key of a running system's tokens, for commands that ask it something as its administrator. */
final class SystemKey {

    private SystemKey() {}

    /** @throws StartFailure when it is in neither place */
    static String find(Path data, Map<String, String> environment) {
        var given = environment.getOrDefault("JWT_SECRET", "");
        var file = data.resolve("jwt-secret");
        if (!given.isEmpty()) {
            return given;
        }
        if (Files.notExists(file)) {
            throw new StartFailure("There is no " + file + ": name the data folder by --data, or set JWT_SECRET.");
        }
        try {
            return Files.readString(file).strip();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + file, e);
        }
    }
}
