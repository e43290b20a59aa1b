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

    /** Reads the secret, or makes one of so many random bytes at the first call. */
    public static String readOrCreate(Path file, int bytes) {
        if (Files.notExists(file)) {
            write(file, random(bytes));
        }
        try {
            return Files.readString(file).strip();
        } catch (IOException e) {
            throw new EmbeddedServerFailure("cannot read " + file + ": " + e.getMessage(), e);
        }
    }

    /** So many random bytes as URL-safe Base64. */
    public static String random(int bytes) {
        var random = new byte[bytes];
        new SecureRandom().nextBytes(random);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(random);
    }

    /** Writes the whole or nothing, whenever the process is killed. */
    public static void write(Path file, String content) {
        var unfinished = file.resolveSibling(file.getFileName() + ".new");
        try {
            Files.deleteIfExists(unfinished);
            Files.createFile(
                    unfinished, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            Files.writeString(unfinished, content);
            Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new EmbeddedServerFailure("cannot write " + file + ": " + e.getMessage(), e);
        }
    }
}
