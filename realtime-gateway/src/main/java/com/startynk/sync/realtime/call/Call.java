package com.startynk.sync.realtime.call;

import com.startynk.sync.protocol.SyncFailure;
import com.startynk.sync.realtime.engine.Frame;
import com.startynk.sync.realtime.relay.Socket;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One event of a client and the answer that is due to it, once. */
public final class Call {

    private static final Logger log = LoggerFactory.getLogger(Call.class);

    private final Socket socket;
    private final PushOrder pushes;
    private final long number;
    private final CallHandler handler;
    private final @Nullable Long ackId;
    private final String payload;
    private final Runnable done;
    private final AtomicBoolean answered = new AtomicBoolean();

    /** @param number its place in the order in which the socket's events came in */
    Call(
            Socket socket,
            PushOrder pushes,
            long number,
            CallHandler handler,
            @Nullable Long ackId,
            String payload,
            Runnable done) {
        this.socket = socket;
        this.pushes = pushes;
        this.number = number;
        this.handler = handler;
        this.ackId = ackId;
        this.payload = payload;
        this.done = done;
    }

    public Socket socket() {
        return socket;
    }

    /** Which items of this socket are to be sent again. */
    PushOrder pushes() {
        return pushes;
    }

    /** Its place in the order in which the socket's events came in. */
    long number() {
        return number;
    }

    /** The event's argument as the client sent it: JSON text that may yet turn out to be none. */
    public String payload() {
        return payload;
    }

    /** Has itself handled, in a thread that may block. */
    void run() {
        try {
            handler.handle(this);
        } catch (RuntimeException e) {
            fail(e);
        }
    }

    /** Sends the answer, unless one was sent. */
    public void answer(String json) {
        if (!answered.getAndSet(true)) {
            if (ackId != null) {
                socket.connection().send(Frame.ack(ackId, json));
            }
            done.run();
        }
    }

    /** Sends the answer when it is there. */
    void answer(CompletableFuture<String> coming) {
        when(coming, this::answer);
    }

    /** Goes on with a result when it is there, and answers when there will be none. */
    <R> void when(CompletableFuture<R> coming, Consumer<R> then) {
        var unused = coming.thenAccept(then).exceptionally(failure -> {
            fail(failure);
            return null;
        });
    }

    /** Answers with the failure, or with {@code TEMPORARILY_UNAVAILABLE} for what is no answer to a client. */
    public void fail(Throwable failure) {
        answer(handler.refusal(this, refusal(failure)));
    }

    private SyncFailure refusal(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SyncFailure refusal) {
                return refusal;
            }
            if (cause instanceof TimeoutException) {
                log.warn("{} took too long", handler.event());
                return SyncFailure.unavailable("This took too long.");
            }
        }
        log.error("{} failed", handler.event(), failure);
        return SyncFailure.unavailable("This is not possible now.");
    }
}
