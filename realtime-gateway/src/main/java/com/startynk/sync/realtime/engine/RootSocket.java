package com.startynk.sync.realtime.engine;

import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** A socket in the root namespace, from the client's wish to connect. */
final class RootSocket implements Admission, Connection {

    private final Session session;
    private final String id = RandomId.next();
    private boolean decided;
    private @Nullable Listener listener;

    RootSocket(Session session) {
        this.session = session;
    }

    // --- while the decision is due

    @Override
    public Connection connection() {
        return this;
    }

    @Override
    public boolean accept(Listener listener) {
        synchronized (session) {
            if (decided || session.isOver()) {
                return false;
            }
            decided = true;
            this.listener = listener;
            session.connected();
            session.enqueue(Frame.packet("40{\"sid\":\"" + id + "\"}"));
            listener.opened();
            return true;
        }
    }

    @Override
    public void refuse(String message) {
        synchronized (session) {
            if (!decided) {
                decided = true;
                session.end(Frame.packet("44{\"message\":\"" + message + "\"}"));
            }
        }
    }

    // --- once it is in

    @Override
    public String id() {
        return id;
    }

    @Override
    public boolean offer(Frame frame) {
        synchronized (session) {
            return listener == null || session.offer(frame);
        }
    }

    @Override
    public void send(Frame frame) {
        synchronized (session) {
            if (listener != null) {
                session.enqueue(frame);
            }
        }
    }

    @Override
    public void whenRead(Runnable task) {
        synchronized (session) {
            if (listener != null) {
                session.ping(task);
            }
        }
    }

    @Override
    public void reading(BooleanSupplier wanted) {
        synchronized (session) {
            session.reading(wanted.getAsBoolean());
        }
    }

    @Override
    public void disconnect() {
        synchronized (session) {
            if (listener != null) {
                session.end(Frame.DISCONNECT);
            }
        }
    }

    @Override
    public void drop() {
        synchronized (session) {
            if (!decided || listener != null) {
                session.close();
            }
        }
    }

    // --- from the session, under its lock

    /** Hands on an event; false when the socket is not in. */
    boolean event(SocketIoPacket packet) {
        if (listener == null) {
            return false;
        }
        session.tookEvent();
        listener.event(new ClientEvent(packet.id(), packet.type() == SocketIoPacket.Type.EVENT ? packet.data() : ""));
        return true;
    }

    void drained() {
        if (listener != null) {
            listener.drained();
        }
    }

    void closed(boolean clean) {
        decided = true;
        var leaving = listener;
        listener = null;
        if (leaving != null) {
            leaving.closed(clean);
        }
    }
}
