package com.startynk.sync.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;

/** A random secret that is made once and kept in a file that only its owner may read. */
public final class SecretFile {

    private SecretFile() {}

    /** Reads the secret, or makes one of so many random bytes (in URL-safe Base64) at the first call. */
    public static String readOrCreate(Path file, int bytes) {
        try {
            if (Files.notExists(file)) {
                var random = new byte[bytes];
                new SecureRandom().nextBytes(random);
                write(file, Base64.getUrlEncoder().withoutPadding().encodeToString(random));
            }
            return Files.readString(file).strip();
        } catch (IOException e) {
            throw new EmbeddedServerFailure("cannot read or make " + file + ": " + e.getMessage(), e);
        }
    }

    /** Whole or not at all, whenever the process is killed. */
    static void write(Path file, String content) throws IOException {
        var unfinished = file.resolveSibling(file.getFileName() + ".new");
        Files.deleteIfExists(unfinished);
        Files.createFile(
                unfinished, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(unfinished, content);
        Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }
}
