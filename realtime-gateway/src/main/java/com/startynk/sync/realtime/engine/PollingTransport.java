package com.startynk.sync.realtime.engine;

import io.netty.channel.ChannelHandlerContext;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/** HTTP long-polling: at most one request is held back until there is something to say. */
final class PollingTransport implements Transport {

    private final Executor executor;
    private final int maxPayload;
    private @Nullable ChannelHandlerContext held;

    PollingTransport(Executor executor, int maxPayload) {
        this.executor = executor;
        this.maxPayload = maxPayload;
    }

    boolean isHolding() {
        return held != null;
    }

    boolean isHolding(ChannelHandlerContext request) {
        return held == request;
    }

    void hold(ChannelHandlerContext request) {
        held = request;
    }

    /** Answers the held request, if there is one, with this alone. */
    void answer(Frame frame) {
        var request = held;
        if (request != null) {
            held = null;
            HttpAnswers.packets(request, frame);
        }
    }

    @Override
    public Executor executor() {
        return executor;
    }

    @Override
    public void flush(Outbox outbox) {
        var request = held;
        if (request != null && !outbox.isEmpty()) {
            held = null;
            HttpAnswers.packets(request, Payload.join(request.alloc(), outbox, maxPayload));
        }
    }

    /** The client decides when it posts. */
    @Override
    public void reading(boolean on) {}

    @Override
    public void close() {
        answer(Frame.CLOSE);
    }
}
