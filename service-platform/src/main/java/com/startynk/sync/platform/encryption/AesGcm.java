package com.startynk.sync.platform.encryption;

import java.security.GeneralSecurityException;
import java.util.Arrays;
import javax.crypto.Cipher;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;

/** AES-256 in Galois/counter mode, NIST SP 800-38D: nonces of 96 bits, tags of 128. */
final class AesGcm {

    static final int NONCE_BYTES = 12;

    private static final int TAG_BITS = 128;

    private AesGcm() {}

    /** The nonce, the ciphertext and the tag. */
    static byte[] encrypt(SecretKey key, byte[] nonce, byte[] context, byte[] plain) {
        try {
            var cipher = cipher(Cipher.ENCRYPT_MODE, key, nonce, context);
            var all = Arrays.copyOf(nonce, NONCE_BYTES + cipher.getOutputSize(plain.length));
            cipher.doFinal(plain, 0, plain.length, all, NONCE_BYTES);
            return all;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has AES/GCM", e);
        }
    }

    /** @throws GeneralSecurityException when it was encrypted under another key or in another context, or was changed */
    static byte[] decrypt(SecretKey key, byte[] context, byte[] encrypted) throws GeneralSecurityException {
        if (encrypted.length < NONCE_BYTES) {
            throw new GeneralSecurityException("too short to be encrypted");
        }
        return cipher(Cipher.DECRYPT_MODE, key, Arrays.copyOf(encrypted, NONCE_BYTES), context)
                .doFinal(encrypted, NONCE_BYTES, encrypted.length - NONCE_BYTES);
    }

    private static Cipher cipher(int mode, SecretKey key, byte[] nonce, byte[] context)
            throws GeneralSecurityException {
        var cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
        cipher.updateAAD(context);
        return cipher;
    }
}
