package com.startynk.sync.platform.chain;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import javax.crypto.Mac;
import org.jspecify.annotations.Nullable;

/** A keyed hash over parts that cannot run into each other: each is preceded by its length. */
final class LinkHash {

    private static final int NO_VALUE = -1;

    private final byte[] keyName;
    private final Mac mac;

    LinkHash(byte[] keyName, Mac mac) {
        this.keyName = keyName;
        this.mac = mac;
    }

    LinkHash add(byte @Nullable [] part) {
        mac.update(ByteBuffer.allocate(Integer.BYTES)
                .putInt(part == null ? NO_VALUE : part.length)
                .array());
        if (part != null) {
            mac.update(part);
        }
        return this;
    }

    LinkHash add(@Nullable String part) {
        return add(part == null ? null : part.getBytes(UTF_8));
    }

    LinkHash add(long part) {
        mac.update(ByteBuffer.allocate(Long.BYTES).putLong(part).array());
        return this;
    }

    /** The key's name and the hash. */
    byte[] link() {
        var hash = mac.doFinal();
        return ByteBuffer.allocate(keyName.length + hash.length)
                .put(keyName)
                .put(hash)
                .array();
    }
}
