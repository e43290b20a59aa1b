package com.startynk.sync.realtime.engine;

import org.jspecify.annotations.Nullable;

/**
 * A packet of the Socket.IO protocol, taken apart but for its JSON.
 *
 * @param attachments how many binary messages follow it
 * @param id of the acknowledgement; null when there is none
 * @param data JSON text, perhaps empty, not known to be well-formed
 */
record SocketIoPacket(
        Type type,
        int attachments,
        String namespace,
        @Nullable Long id,
        String data) {

    static final String ROOT = "/";

    /** More digits than this name no id that a client counts up to. */
    private static final int MAX_DIGITS = 15;

    /** In the order of their numbers on the wire. */
    enum Type {
        CONNECT,
        DISCONNECT,
        EVENT,
        ACK,
        CONNECT_ERROR,
        BINARY_EVENT,
        BINARY_ACK;

        private static final Type[] BY_NUMBER = values();
    }

    /** Null for what is no packet. */
    static @Nullable SocketIoPacket parse(String text) {
        var number = text.isEmpty() ? -1 : text.charAt(0) - '0';
        if (number < 0 || number >= Type.BY_NUMBER.length) {
            return null;
        }
        var type = Type.BY_NUMBER[number];
        var at = 1;
        var attachments = 0;
        if (type == Type.BINARY_EVENT || type == Type.BINARY_ACK) {
            var end = endOfDigits(text, at);
            if (end == at || end - at > 3 || end == text.length() || text.charAt(end) != '-') {
                return null;
            }
            attachments = Integer.parseInt(text.substring(at, end));
            at = end + 1;
        }
        var namespace = ROOT;
        if (at < text.length() && text.charAt(at) == '/') {
            var comma = text.indexOf(',', at);
            var end = comma < 0 ? text.length() : comma;
            namespace = text.substring(at, end);
            at = Math.min(end + 1, text.length());
        }
        var end = endOfDigits(text, at);
        if (end - at > MAX_DIGITS) {
            return null;
        }
        var id = end == at ? null : Long.valueOf(text.substring(at, end));
        return new SocketIoPacket(type, attachments, namespace, id, text.substring(end));
    }

    private static int endOfDigits(String text, int from) {
        var end = from;
        while (end < text.length() && text.charAt(end) >= '0' && text.charAt(end) <= '9') {
            end++;
        }
        return end;
    }
}
