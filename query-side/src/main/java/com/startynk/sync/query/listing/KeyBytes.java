package com.startynk.sync.query.listing;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.util.Arrays;

/** Values as bytes whose order is that of the values. Nothing comes before everything. */
final class KeyBytes {

    /** Of an entity without the value. */
    static final ByteBuffer ABSENT = ByteBuffer.wrap(new byte[0]);

    /** Stands behind all others beside a value that is only there with its beginning, so that such values are found. */
    static final ByteBuffer OVERLONG = ByteBuffer.wrap(new byte[] {(byte) 0xFF});

    private static final byte PRESENT = 1;
    private static final int LONGEST = 256;

    private KeyBytes() {}

    /** Ordered by code point; of a long one the beginning. */
    static ByteBuffer of(String text) {
        var bytes = text.getBytes(UTF_8);
        var key = Arrays.copyOf(new byte[] {PRESENT}, Math.min(LONGEST, 1 + bytes.length));
        System.arraycopy(bytes, 0, key, 1, key.length - 1);
        return ByteBuffer.wrap(key);
    }

    static boolean isOverlong(String text) {
        return text.getBytes(UTF_8).length >= LONGEST;
    }

    static ByteBuffer of(double number) {
        var bits = Double.doubleToLongBits(number == 0 ? 0 : number);
        return ofUnsigned(bits < 0 ? ~bits : bits ^ Long.MIN_VALUE);
    }

    /** @param instant milliseconds since 1970 */
    static ByteBuffer ofTime(long instant) {
        return ofUnsigned(instant ^ Long.MIN_VALUE);
    }

    private static ByteBuffer ofUnsigned(long number) {
        return ByteBuffer.wrap(
                ByteBuffer.allocate(1 + Long.BYTES).put(PRESENT).putLong(number).array());
    }
}
