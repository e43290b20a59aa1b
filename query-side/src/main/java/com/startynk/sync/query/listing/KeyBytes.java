package com.startynk.sync.query.listing;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/** A value as bytes whose order is that of the values. Nothing comes before everything. */
final class KeyBytes {

    /** Of an entity without the value. */
    static final KeyBytes ABSENT = new KeyBytes(new byte[0]);

    /** Stands behind all others beside a value that is only there with its beginning, so that such values are found. */
    static final KeyBytes OVERLONG = new KeyBytes(new byte[] {(byte) 0xFF});

    private static final byte PRESENT = 1;
    private static final int LONGEST = 256;

    private final byte[] bytes;

    private KeyBytes(byte[] bytes) {
        this.bytes = bytes;
    }

    static KeyBytes read(byte[] bytes) {
        return new KeyBytes(bytes);
    }

    /** Ordered by code point; of a long one the beginning. */
    static KeyBytes of(String text) {
        var value = text.getBytes(UTF_8);
        var length = Math.min(LONGEST - 1, value.length);
        return new KeyBytes(ByteBuffer.allocate(1 + length)
                .put(PRESENT)
                .put(value, 0, length)
                .array());
    }

    static boolean isOverlong(String text) {
        return text.getBytes(UTF_8).length >= LONGEST;
    }

    static KeyBytes of(double number) {
        var bits = Double.doubleToLongBits(number == 0 ? 0 : number);
        return ofUnsigned(bits < 0 ? ~bits : bits ^ Long.MIN_VALUE);
    }

    /** @param instant milliseconds since 1970 */
    static KeyBytes ofTime(long instant) {
        return ofUnsigned(instant ^ Long.MIN_VALUE);
    }

    private static KeyBytes ofUnsigned(long number) {
        return new KeyBytes(
                ByteBuffer.allocate(1 + Long.BYTES).put(PRESENT).putLong(number).array());
    }

    /** Not to be changed. */
    byte[] bytes() {
        return bytes;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof KeyBytes key && Arrays.equals(bytes, key.bytes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bytes);
    }

    @Override
    public String toString() {
        return HexFormat.of().formatHex(bytes);
    }
}
