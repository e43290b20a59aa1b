package com.startynk.sync.protocol.updates;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Collection;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/**
 * How far a device has read. Opaque outside, plain inside; the same size whatever the reader may see, unless the reader
 * named projects.
 *
 * <p>It is no secret and no permission: who may see what is judged at every pull. The check sum keeps out what this
 * deployment did not issue.
 *
 * @param scope digest of reader, roles and entity types that the cursor was made for, see {@link #scope}
 * @param all the mark for every project that {@code projects} does not name; null when the cursor covers none of them
 * @param projects marks of single projects
 * @param begunAt the feed's head when the reader began all projects from null, until the marks have passed it; else 0. What
 *     he had lost by then he never got, so he is not told to drop it, unless the project has a mark of its own
 * @param generation how often, when it was issued, old tombstones had been let go of: of those times it is known to have missed
 *     nothing. 0 in cursors that do not say
 */
public record UpdatesCursor(
        long scope, @Nullable Mark all, SortedMap<String, Mark> projects, long begunAt, long generation) {

    private static final int FORMAT = 2;

    /** Says no generation. */
    private static final int FIRST_FORMAT = 1;

    private static final int MAX_ENCODED_LENGTH = 1 << 20;

    /**
     * Everything before this place has been told.
     *
     * @param entityId the last entity told at exactly this position, where several stand (grants, revokes); null when all
     *     that stand there have been told
     */
    public record Mark(long position, @Nullable UUID entityId) {

        public static final Mark BEGINNING = new Mark(0, null);

        public static Mark at(long position) {
            return new Mark(position, null);
        }
    }

    public UpdatesCursor {
        projects = new TreeMap<>(projects);
    }

    public UpdatesCursor(long scope, @Nullable Mark all, SortedMap<String, Mark> projects, long begunAt) {
        this(scope, all, projects, begunAt, 0);
    }

    /** The same, issued now. */
    public UpdatesCursor in(long currentGeneration) {
        return new UpdatesCursor(scope, all, projects, begunAt, currentGeneration);
    }

    /** A cursor that speaks for all of the reader's projects. */
    public static UpdatesCursor ofAll(long scope, long position) {
        return new UpdatesCursor(scope, Mark.at(position), new TreeMap<>(), 0);
    }

    /** A cursor that covers nothing yet. */
    public static UpdatesCursor ofNothing(long scope) {
        return new UpdatesCursor(scope, null, new TreeMap<>(), 0);
    }

    /** The mark that this cursor has for a project; null when it does not cover it. */
    public @Nullable Mark markOf(String projectId) {
        var own = projects.get(projectId);
        return own == null ? all : own;
    }

    /**
     * The first 8 bytes of SHA-256 over reader, sorted roles and sorted entity types.
     *
     * @param entityTypes those that the cursor speaks of: what was asked for, or all that are declared. Where another type is declared
     *     later, or this node does not know one of them, a cursor must not pass over its entities
     */
    public static long scope(String userId, Collection<String> roles, Collection<String> entityTypes) {
        var text = userId
                + '\n'
                + String.join(",", new TreeSet<>(roles))
                + '\n'
                + String.join(",", new TreeSet<>(entityTypes));
        try {
            var digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return ByteBuffer.wrap(digest).getLong();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    /** Writes the cursor for clients of this deployment. */
    public String encode(String deployment) {
        var bytes = new ByteArrayOutputStream(48);
        try (var out = new DataOutputStream(bytes)) {
            out.writeByte(FORMAT);
            out.writeLong(scope);
            out.writeBoolean(all != null);
            if (all != null) {
                write(out, all);
            }
            out.writeLong(begunAt);
            out.writeLong(generation);
            out.writeInt(projects.size());
            for (var entry : projects.entrySet()) {
                out.writeUTF(entry.getKey());
                write(out, entry.getValue());
            }
            out.writeInt(checksum(deployment, bytes.toByteArray(), bytes.size()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes.toByteArray());
    }

    /** Writes a cursor of {@link #ofAll} without making one: sockets are given one with each message. */
    public static String encodeAll(long scope, long position, String deployment) {
        var bytes = ByteBuffer.allocate(1 + Long.BYTES + 1 + Long.BYTES + 1 + 2 * Long.BYTES + 2 * Integer.BYTES)
                .put((byte) FORMAT)
                .putLong(scope)
                .put((byte) 1)
                .putLong(position)
                .put((byte) 0)
                .putLong(0)
                .putLong(0)
                .putInt(0);
        bytes.putInt(checksum(deployment, bytes.array(), bytes.position()));
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes.array());
    }

    /** Reads a cursor; empty for any text that this deployment did not issue. */
    public static Optional<UpdatesCursor> decode(String text, String deployment) {
        if (text.length() > MAX_ENCODED_LENGTH) {
            return Optional.empty();
        }
        try {
            var bytes = Base64.getUrlDecoder().decode(text);
            if (bytes.length < 26 || (bytes[0] != FORMAT && bytes[0] != FIRST_FORMAT)) {
                return Optional.empty();
            }
            var in = new DataInputStream(new ByteArrayInputStream(bytes, 1, bytes.length - 1));
            var scope = in.readLong();
            var all = in.readBoolean() ? read(in) : null;
            var begunAt = in.readLong();
            var generation = bytes[0] == FIRST_FORMAT ? 0 : in.readLong();
            var size = in.readInt();
            var projects = new TreeMap<String, Mark>();
            for (var n = 0; n < size; n++) {
                projects.put(in.readUTF(), read(in));
            }
            var body = bytes.length - Integer.BYTES;
            if (in.available() != Integer.BYTES || in.readInt() != checksum(deployment, bytes, body)) {
                return Optional.empty();
            }
            return Optional.of(new UpdatesCursor(scope, all, projects, begunAt, generation));
        } catch (IllegalArgumentException | IOException e) {
            return Optional.empty();
        }
    }

    private static int checksum(String deployment, byte[] bytes, int length) {
        var crc = new CRC32C();
        crc.update(deployment.getBytes(StandardCharsets.UTF_8));
        crc.update(bytes, 0, length);
        return (int) crc.getValue();
    }

    private static void write(DataOutputStream out, Mark mark) throws IOException {
        out.writeLong(mark.position());
        var entityId = mark.entityId();
        out.writeBoolean(entityId != null);
        if (entityId != null) {
            out.writeLong(entityId.getMostSignificantBits());
            out.writeLong(entityId.getLeastSignificantBits());
        }
    }

    private static Mark read(DataInputStream in) throws IOException {
        var position = in.readLong();
        return new Mark(position, in.readBoolean() ? new UUID(in.readLong(), in.readLong()) : null);
    }

    /** The marks of single projects, for readers of this record; not to be changed. */
    @Override
    public SortedMap<String, Mark> projects() {
        return java.util.Collections.unmodifiableSortedMap(projects);
    }
}
