package com.startynk.sync.platform.encryption;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;

/**
 * The key of one entity's sensitive values.
 *
 * <p>The same value of the same field is always sealed to the same text, so that entities can tell whether a value has changed
 * without the key. For that the nonce is made of the value by a keyed hash, as in the SIV construction of Rogaway and
 * Shrimpton: a nonce comes again only with the very same value.
 */
final class DataKey {

    static final int BYTES = 32;

    static final String MARK = "enc:1:";
    private static final String HMAC = "HmacSHA256";
    /** Values are told apart by their length only in steps of so many bytes. */
    private static final int STEP = 16;

    private final String entityId;
    private final SecretKey encryption;
    private final SecretKey nonces;

    /** @param key random */
    DataKey(String entityId, byte[] key) {
        this.entityId = entityId;
        var own = new SecretKeySpec(key, HMAC);
        this.encryption = new SecretKeySpec(hmac(own, "encryption"), "AES");
        this.nonces = new SecretKeySpec(hmac(own, "nonces"), HMAC);
    }

    /** Stands for a value that cannot be sealed any more. Nothing that holds it is ever stored in an entity. */
    static final String LOST = "enc:0:";

    static boolean isSealed(Object value) {
        return value instanceof String text && text.startsWith(MARK);
    }

    /** @param json the value in its one form */
    String seal(String field, String json) {
        var bytes = json.getBytes(UTF_8);
        var plain = Arrays.copyOf(bytes, (bytes.length + STEP - 1) / STEP * STEP);
        Arrays.fill(plain, bytes.length, plain.length, (byte) ' ');
        var nonce = Arrays.copyOf(hmac(nonces, field + "\n" + json), AesGcm.NONCE_BYTES);
        return MARK
                + Base64.getUrlEncoder()
                        .withoutPadding()
                        .encodeToString(AesGcm.encrypt(encryption, nonce, context(field), plain));
    }

    /**
     * The value's JSON.
     *
     * @throws GeneralSecurityException when it is no value of this field of this entity
     */
    String open(String field, String sealed) throws GeneralSecurityException {
        byte[] encrypted;
        try {
            encrypted = Base64.getUrlDecoder().decode(sealed.substring(MARK.length()));
        } catch (IllegalArgumentException e) {
            throw new GeneralSecurityException("no base64", e);
        }
        return new String(AesGcm.decrypt(encryption, context(field), encrypted), UTF_8);
    }

    /** A sealed value that is moved to another entity or field cannot be opened. */
    private byte[] context(String field) {
        return (entityId + "\n" + field).getBytes(UTF_8);
    }

    private static byte[] hmac(SecretKey key, String text) {
        try {
            var mac = Mac.getInstance(HMAC);
            mac.init(key);
            return mac.doFinal(text.getBytes(UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has " + HMAC, e);
        }
    }
}
