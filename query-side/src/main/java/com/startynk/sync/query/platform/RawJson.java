package com.startynk.sync.query.platform;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import tools.jackson.core.SerializableString;

/** JSON in UTF-8 that a generator copies as it is. Quoting it would be a mistake, so that is refused. */
public final class RawJson implements SerializableString {

    private static final int DOES_NOT_FIT = -1;

    private final byte[] json;

    public RawJson(byte[] json) {
        this.json = json;
    }

    public int length() {
        return json.length;
    }

    /** Not to be changed. */
    public byte[] bytes() {
        return json;
    }

    @Override
    public byte[] asUnquotedUTF8() {
        return json;
    }

    @Override
    public int appendUnquotedUTF8(byte[] buffer, int offset) {
        if (offset + json.length > buffer.length) {
            return DOES_NOT_FIT;
        }
        System.arraycopy(json, 0, buffer, offset, json.length);
        return json.length;
    }

    @Override
    public int writeUnquotedUTF8(OutputStream out) throws IOException {
        out.write(json);
        return json.length;
    }

    @Override
    public int putUnquotedUTF8(ByteBuffer out) {
        if (json.length > out.remaining()) {
            return DOES_NOT_FIT;
        }
        out.put(json);
        return json.length;
    }

    @Override
    public String getValue() {
        return new String(json, UTF_8);
    }

    @Override
    public int charLength() {
        return getValue().length();
    }

    @Override
    public int appendUnquoted(char[] buffer, int offset) {
        var text = getValue();
        if (offset + text.length() > buffer.length) {
            return DOES_NOT_FIT;
        }
        text.getChars(0, text.length(), buffer, offset);
        return text.length();
    }

    @Override
    public char[] asQuotedChars() {
        throw notText();
    }

    @Override
    public byte[] asQuotedUTF8() {
        throw notText();
    }

    @Override
    public int appendQuotedUTF8(byte[] buffer, int offset) {
        throw notText();
    }

    @Override
    public int appendQuoted(char[] buffer, int offset) {
        throw notText();
    }

    @Override
    public int writeQuotedUTF8(OutputStream out) {
        throw notText();
    }

    @Override
    public int putQuotedUTF8(ByteBuffer out) {
        throw notText();
    }

    private static UnsupportedOperationException notText() {
        return new UnsupportedOperationException("this is JSON and no text");
    }
}
