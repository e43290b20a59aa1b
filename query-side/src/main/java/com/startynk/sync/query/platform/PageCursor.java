package com.startynk.sync.query.platform;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.startynk.sync.protocol.ErrorCode;
import com.startynk.sync.protocol.SyncFailure;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/**
 * Where a page of a list ended: the values that its last item was ordered by.
 *
 * @param list what was listed and in which order; a cursor of another list is refused
 * @param values null where the item had none
 */
public record PageCursor(String list, List<@Nullable String> values) {

    private static final int LONGEST = 100_000;

    public static PageCursor of(String list, @Nullable String... values) {
        return new PageCursor(list, Arrays.asList(values));
    }

    public String encode() {
        var bytes = new ByteArrayOutputStream(64);
        try (var out = new DataOutputStream(bytes)) {
            out.writeByte(values.size());
            for (var value : values) {
                write(out, value);
            }
            out.writeInt(checksum(list, bytes.toByteArray(), bytes.size()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes.toByteArray());
    }

    /**
     * Reads a cursor.
     *
     * @throws SyncFailure {@code INVALID_CURSOR} for any text that was not made for this list
     */
    public static PageCursor decode(String text, String list) {
        try {
            if (text.length() > LONGEST) {
                throw invalid();
            }
            var bytes = Base64.getUrlDecoder().decode(text);
            var in = new DataInputStream(new ByteArrayInputStream(bytes));
            var values = new ArrayList<@Nullable String>();
            for (var left = in.readByte(); left > 0; left--) {
                values.add(read(in));
            }
            var body = bytes.length - Integer.BYTES;
            if (in.available() != Integer.BYTES || in.readInt() != checksum(list, bytes, body)) {
                throw invalid();
            }
            return new PageCursor(list, values);
        } catch (IllegalArgumentException | IOException e) {
            throw invalid();
        }
    }

    /** A value that the list's order never leaves out. */
    public String text(int at) {
        var value = at < values.size() ? values.get(at) : null;
        if (value == null) {
            throw invalid();
        }
        return value;
    }

    /** A value that is the time of an item. */
    public Instant time(int at) {
        try {
            return Instant.ofEpochMilli(Long.parseLong(text(at)));
        } catch (NumberFormatException e) {
            throw invalid();
        }
    }

    /** A value that is a number. */
    public double number(int at) {
        try {
            return Double.parseDouble(text(at));
        } catch (NumberFormatException e) {
            throw invalid();
        }
    }

    private static void write(DataOutputStream out, @Nullable String value) throws IOException {
        var bytes = value == null ? null : value.getBytes(UTF_8);
        out.writeInt(bytes == null ? -1 : bytes.length);
        if (bytes != null) {
            out.write(bytes);
        }
    }

    private static @Nullable String read(DataInputStream in) throws IOException {
        var length = in.readInt();
        if (length > in.available()) {
            throw new EOFException();
        }
        return length < 0 ? null : new String(in.readNBytes(length), UTF_8);
    }

    private static SyncFailure invalid() {
        return new SyncFailure(ErrorCode.INVALID_CURSOR, "this cursor is not one of this list");
    }

    private static int checksum(String list, byte[] bytes, int length) {
        var crc = new CRC32C();
        crc.update(list.getBytes(UTF_8));
        crc.update(bytes, 0, length);
        return (int) crc.getValue();
    }
}
