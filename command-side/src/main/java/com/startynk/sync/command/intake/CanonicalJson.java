package com.startynk.sync.command.intake;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HexFormat;
import org.erdtman.jcs.JsonCanonicalizer;
import tools.jackson.databind.JsonNode;

/** JSON in the one form of RFC 8785, and digests over it. */
public final class CanonicalJson {

    private static final String CHECKSUM_PREFIX = "sha256:";
    private static final int DIGEST_BYTES = 16;

    private CanonicalJson() {}

    /** The UTF-8 bytes of a JSON object's canonical form. */
    public static byte[] bytes(JsonNode object) {
        try {
            return new JsonCanonicalizer(object.toString()).getEncodedUTF8();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Contract section 4: {@code sha256:} and the hex SHA-256 of the canonical form. */
    static String checksum(byte[] canonical) {
        return CHECKSUM_PREFIX + HexFormat.of().formatHex(sha256().digest(canonical));
    }

    /** What tells two mutations under one id apart: the first 16 bytes of SHA-256 over both, as base64url. */
    public static String contentDigest(String head, byte[] canonical) {
        var digest = sha256();
        digest.update(head.getBytes(StandardCharsets.UTF_8));
        var bytes = digest.digest(canonical);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(java.util.Arrays.copyOf(bytes, DIGEST_BYTES));
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
