package com.startynk.sync.query.platform;

import java.nio.charset.StandardCharsets;
import java.time.LocalDateTime;
import java.util.Arrays;
import tools.jackson.core.io.JsonStringEncoder;

/** UTF-8 JSON put together from parts of which the largest, entity data, is JSON already. */
public final class JsonBytes {

    private static final JsonStringEncoder QUOTES = JsonStringEncoder.getInstance();

    private byte[] bytes;
    private int length;

    public JsonBytes(int expectedLength) {
        bytes = new byte[Math.max(64, expectedLength)];
    }

    /** Appends ASCII as it is. */
    @SuppressWarnings("deprecation") // the one way to copy ASCII without a detour over an encoder
    public JsonBytes raw(String ascii) {
        var end = grow(ascii.length());
        ascii.getBytes(0, ascii.length(), bytes, length);
        length = end;
        return this;
    }

    /** Appends JSON as it is. */
    public JsonBytes raw(byte[] json) {
        var end = grow(json.length);
        System.arraycopy(json, 0, bytes, length, json.length);
        length = end;
        return this;
    }

    /** Appends JSON as it is. */
    public JsonBytes raw(RawJson json) {
        return raw(json.bytes());
    }

    /** Appends a quoted text. */
    public JsonBytes text(String text) {
        return raw("\"").raw(QUOTES.quoteAsUTF8(text)).raw("\"");
    }

    public JsonBytes number(long number) {
        return raw(Long.toString(number));
    }

    /** Appends a UTC time with three digits of its second's fraction, quoted. */
    public JsonBytes time(LocalDateTime utc) {
        raw("\"");
        digits(utc.getYear(), 4).raw("-");
        digits(utc.getMonthValue(), 2).raw("-");
        digits(utc.getDayOfMonth(), 2).raw("T");
        digits(utc.getHour(), 2).raw(":");
        digits(utc.getMinute(), 2).raw(":");
        digits(utc.getSecond(), 2).raw(".");
        return digits(utc.getNano() / 1_000_000, 3).raw("Z\"");
    }

    public RawJson toRawJson() {
        return new RawJson(toByteArray());
    }

    public byte[] toByteArray() {
        return Arrays.copyOf(bytes, length);
    }

    @Override
    public String toString() {
        return new String(bytes, 0, length, StandardCharsets.UTF_8);
    }

    private JsonBytes digits(int number, int count) {
        var end = grow(count);
        for (int at = end - 1, rest = number; at >= length; at--, rest /= 10) {
            bytes[at] = (byte) ('0' + rest % 10);
        }
        length = end;
        return this;
    }

    private int grow(int by) {
        var end = Math.addExact(length, by);
        if (end > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(end, bytes.length + (bytes.length >> 1)));
        }
        return end;
    }
}
