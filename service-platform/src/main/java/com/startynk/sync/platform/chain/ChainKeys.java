package com.startynk.sync.platform.chain;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/** The keys that links are made with, by the names that stand in the links. */
public final class ChainKeys {

    static final int NAME_LENGTH = 8;

    private static final String ALGORITHM = "HmacSHA256";

    /** Of links that are made without a key: anybody can make them. */
    private static final Key NONE = new Key(new byte[NAME_LENGTH], mac("startynk without a key".getBytes(UTF_8)));

    private final Key present;
    private final Map<String, Key> byName = new HashMap<>();

    /**
     * Names the keys.
     *
     * @param key the one for new links; null for none
     * @param earlier those of links that were made before
     */
    public ChainKeys(@Nullable String key, List<String> earlier) {
        present = key == null ? NONE : Key.of(key);
        add(NONE);
        add(present);
        earlier.stream().map(Key::of).forEach(this::add);
    }

    /** A key that makes links. */
    static final class Key {

        private final byte[] name;
        private final Mac mac;

        private Key(byte[] name, Mac mac) {
            this.name = name;
            this.mac = mac;
        }

        private static Key of(String text) {
            var bytes = text.getBytes(UTF_8);
            return new Key(Arrays.copyOf(sha256("name of a key", bytes), NAME_LENGTH), mac(bytes));
        }

        /** Begins a hash. */
        LinkHash hash() {
            try {
                return new LinkHash(name, (Mac) mac.clone());
            } catch (CloneNotSupportedException e) {
                throw new IllegalStateException(ALGORITHM + " cannot be copied", e);
            }
        }
    }

    Key present() {
        return present;
    }

    /** The key that a link was made with; null where it is not known here. */
    @Nullable Key of(byte[] link) {
        return byName.get(name(link));
    }

    /** Whether a link was made without any key. */
    static boolean isOpen(byte[] link) {
        return name(link).equals(text(NONE.name));
    }

    private void add(Key key) {
        byName.put(text(key.name), key);
    }

    private static String name(byte[] link) {
        return text(Arrays.copyOf(link, NAME_LENGTH));
    }

    private static String text(byte[] name) {
        return HexFormat.of().formatHex(name);
    }

    private static Mac mac(byte[] key) {
        try {
            var mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(key, ALGORITHM));
            return mac;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has " + ALGORITHM, e);
        }
    }

    private static byte[] sha256(String use, byte[] bytes) {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            digest.update(use.getBytes(UTF_8));
            return digest.digest(bytes);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
