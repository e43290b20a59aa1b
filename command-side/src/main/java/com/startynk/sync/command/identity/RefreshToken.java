package com.startynk.sync.command.identity;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** A secret that its device alone keeps; here only its hash is stored. It is long and random, so a fast hash will do. */
record RefreshToken(String text) {

    private static final int BYTES = 32;

    static RefreshToken random() {
        return new RefreshToken(RandomText.ofBytes(BYTES));
    }

    byte[] hash() {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    /** Without the secret. */
    @Override
    public String toString() {
        return "RefreshToken";
    }
}
