package com.startynk.sync.realtime.engine;

import io.netty.buffer.ByteBuf;
import java.nio.charset.StandardCharsets;

/**
 * One outgoing packet, encoded. Made of a part that may be shared among many sockets and a part of its own, so that what
 * many are told is encoded once.
 */
public final class Frame {

    private static final byte[] NOTHING = {};

    static final Frame CLOSE = packet("1");
    static final Frame PING = packet("2");
    static final Frame PROBED = packet("3probe");
    static final Frame NOOP = packet("6");
    static final Frame DISCONNECT = packet("41");

    private final byte[] shared;
    private final byte[] own;

    private Frame(byte[] shared, byte[] own) {
        this.shared = shared;
        this.own = own;
    }

    /** An event with one argument. */
    public static Frame event(String name, String json) {
        return packet("42[\"" + name + "\"," + json + "]");
    }

    /** The first part of an event whose argument goes on for each socket, see {@link #event(byte[], String)}. */
    public static byte[] shared(String name, String startOfJson) {
        return bytes("42[\"" + name + "\"," + startOfJson);
    }

    /** An event of which the first part is shared with other sockets. */
    public static Frame event(byte[] shared, String restOfJson) {
        return new Frame(shared, bytes(restOfJson + "]"));
    }

    /** The answer to a client's event. */
    public static Frame ack(long id, String json) {
        return packet("43" + id + "[" + json + "]");
    }

    static Frame packet(String text) {
        return new Frame(bytes(text), NOTHING);
    }

    int length() {
        return shared.length + own.length;
    }

    void writeTo(ByteBuf buffer) {
        buffer.writeBytes(shared).writeBytes(own);
    }

    @Override
    public String toString() {
        return new String(shared, StandardCharsets.UTF_8) + new String(own, StandardCharsets.UTF_8);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
