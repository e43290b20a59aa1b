package com.startynk.sync.realtime.engine;

import org.jspecify.annotations.Nullable;

/**
 * The Socket.IO side of a session: at most one socket, in the root namespace. Its methods answer false for what breaks the
 * protocol. Guarded by the session's lock.
 */
final class SocketIoReader {

    private static final int MAX_NAMESPACE = 100;

    private final Session session;
    private final Reception reception;
    private final @Nullable String authorization;
    private final String address;

    private @Nullable RootSocket socket;
    private int attachments;

    SocketIoReader(Session session, Reception reception, @Nullable String authorization, String address) {
        this.session = session;
        this.reception = reception;
        this.authorization = authorization;
        this.address = address;
    }

    boolean message(String text) {
        var packet = SocketIoPacket.parse(text);
        if (packet == null || attachments > 0) {
            return false;
        }
        attachments = packet.attachments();
        if (!packet.namespace().equals(SocketIoPacket.ROOT)) {
            return foreign(packet);
        }
        return socket == null ? first(packet) : next(socket, packet);
    }

    /** Binary is no part of the contract: what belongs to an event is skipped, the event itself answered as nonsense. */
    boolean binary() {
        attachments--;
        return attachments >= 0;
    }

    void drained() {
        if (socket != null) {
            socket.drained();
        }
    }

    void closed() {
        if (socket != null) {
            socket.closed();
            socket = null;
        }
    }

    private boolean foreign(SocketIoPacket packet) {
        if (packet.type() != SocketIoPacket.Type.CONNECT || packet.namespace().length() > MAX_NAMESPACE) {
            return false;
        }
        session.enqueue(Frame.packet("44" + packet.namespace() + ",{\"message\":\"Invalid namespace\"}"));
        return true;
    }

    private boolean first(SocketIoPacket packet) {
        var data = packet.data();
        if (packet.type() != SocketIoPacket.Type.CONNECT || (!data.isEmpty() && !data.startsWith("{"))) {
            return false;
        }
        var candidate = new RootSocket(session);
        socket = candidate;
        reception.connect(new Handshake(data.isEmpty() ? null : data, authorization, address), candidate);
        return true;
    }

    private boolean next(RootSocket connected, SocketIoPacket packet) {
        return switch (packet.type()) {
            case DISCONNECT -> left();
            case EVENT, BINARY_EVENT ->
                (packet.id() != null || packet.data().startsWith("[")) && connected.event(packet);
            case ACK, BINARY_ACK -> true;
            case CONNECT, CONNECT_ERROR -> false;
        };
    }

    private boolean left() {
        closed();
        session.disconnected();
        return true;
    }
}
