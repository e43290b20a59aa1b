package com.startynk.sync.realtime.call;

import com.startynk.sync.protocol.ErrorCode;
import com.startynk.sync.protocol.SyncFailure;
import com.startynk.sync.realtime.engine.ClientEvent;
import com.startynk.sync.realtime.engine.Connection;
import com.startynk.sync.realtime.relay.Relay;
import com.startynk.sync.realtime.relay.Socket;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/**
 * The events of one socket, handled one after the other in the order in which they came, off the event loop. A client that
 * sends more than is handled is first not read from, then refused.
 *
 * <p>Events come in under the connection's lock: no method may use the connection while it holds the lock of this queue.
 */
final class CallQueue implements Connection.Listener {

    private static final int PAUSE_AT = 64 * 1024;
    private static final int REFUSE_AT = 4 * 1024 * 1024;
    private static final int REFUSE_AT_EVENTS = 5000;

    private final Socket socket;
    private final Relay relay;
    private final CallHandlers handlers;
    private final TokenExpiry expiry;
    private final CallLine line;

    private final PushOrder pushes = new PushOrder();
    private final Queue<Arrived> waiting = new ArrayDeque<>();
    private long waitingLength;
    private long arrived;
    private boolean busy;

    /** @param number its place in the order in which they came */
    private record Arrived(long number, ClientEvent event) {}

    CallQueue(Socket socket, Relay relay, CallHandlers handlers, TokenExpiry expiry, CallLine line) {
        this.socket = socket;
        this.relay = relay;
        this.handlers = handlers;
        this.expiry = expiry;
        this.line = line;
    }

    @Override
    public void opened() {
        expiry.watch(socket);
    }

    @Override
    public void event(ClientEvent event) {
        var next = new Arrived(arrived++, event);
        if (!add(next)) {
            refuse(next, rateLimited());
            return;
        }
        socket.connection().reading(this::hasRoom);
        if (begin()) {
            handleNext();
        }
    }

    private synchronized boolean add(Arrived next) {
        if (waitingLength >= REFUSE_AT || waiting.size() >= REFUSE_AT_EVENTS) {
            return false;
        }
        waiting.add(next);
        waitingLength += next.event().arguments().length();
        return true;
    }

    private synchronized boolean hasRoom() {
        return waitingLength < PAUSE_AT;
    }

    private synchronized boolean begin() {
        var idle = !busy;
        busy = true;
        return idle;
    }

    private synchronized @Nullable Arrived next() {
        var next = waiting.poll();
        if (next == null) {
            busy = false;
        } else {
            waitingLength -= next.event().arguments().length();
        }
        return next;
    }

    private void handleNext() {
        for (var next = next(); next != null; next = next()) {
            var call = call(next, this::handledOne);
            try {
                line.enter(socket.caller(), call::run);
                return;
            } catch (SyncFailure refused) {
                refuse(next, refused);
            }
        }
    }

    private void handledOne() {
        socket.connection().reading(this::hasRoom);
        handleNext();
    }

    private void refuse(Arrived refused, SyncFailure reason) {
        call(refused, () -> {}).fail(reason);
    }

    private Call call(Arrived arrived, Runnable done) {
        return handlers.call(socket, pushes, arrived.number(), arrived.event(), done);
    }

    private static SyncFailure rateLimited() {
        var later = Duration.ofSeconds(1);
        return new SyncFailure(ErrorCode.RATE_LIMITED, "Too many events wait.", List.of(), Map.of(), later);
    }

    @Override
    public void drained() {
        relay.drained(socket);
    }

    @Override
    public void closed() {
        synchronized (this) {
            waiting.clear();
            waitingLength = 0;
        }
        expiry.forget(socket);
        relay.leave(socket);
    }
}
