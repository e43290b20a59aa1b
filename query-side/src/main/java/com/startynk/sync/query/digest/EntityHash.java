package com.startynk.sync.query.digest;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** The first 8 bytes of SHA-256 of {@code entityId:version}: what a device reckons by itself, too. One for each thread. */
final class EntityHash {

    private final MessageDigest sha256;

    EntityHash() {
        try {
            sha256 = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    long of(String entityId, long version) {
        return ByteBuffer.wrap(sha256.digest((entityId + ":" + version).getBytes(US_ASCII)))
                .getLong();
    }

    /** As it is told: 16 hex digits. */
    static String text(long hash) {
        var digits = Long.toHexString(hash);
        return "0".repeat(16 - digits.length()) + digits;
    }
}
