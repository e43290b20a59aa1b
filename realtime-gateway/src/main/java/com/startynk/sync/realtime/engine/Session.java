package com.startynk.sync.realtime.engine;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.EventLoop;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * One Engine.IO session: its transport, its heartbeat, what waits to be sent. Its monitor guards all of that, and the
 * Socket.IO side of it too; nothing that is called under it may block.
 */
final class Session {

    /** How long a client that was told to go may take to go by itself, so that it sees why before the network ends. */
    private static final Duration GRACE = Duration.ofSeconds(1);

    /** What must be sent may exceed the bound so many times before the client counts as dead. */
    private static final int TOLERANCE = 4;

    /** Pings that a client may leave unanswered before it is asked no more, but for its heartbeat. */
    private static final int MOST_UNANSWERED = 1000;

    private final String sid;
    private final Sessions sessions;
    private final EngineSettings settings;
    private final Traffic traffic;
    private final Outbox outbox = new Outbox();
    private final AtomicBoolean flushRequested = new AtomicBoolean();
    private final SessionClock clock;
    private final Queue<Ping> unanswered = new ArrayDeque<>();

    private @Nullable SocketIoReader reader;
    private @Nullable Transport transport;
    private @Nullable WebSocketTransport probing;
    private boolean starved;
    private boolean ending;
    private boolean parted;
    private boolean closed;

    Session(String sid, Sessions sessions, EventLoop loop) {
        this.sid = sid;
        this.sessions = sessions;
        this.settings = sessions.settings();
        this.traffic = sessions.traffic();
        this.clock = new SessionClock(loop, settings, () -> ping(null), this::close, this::late);
    }

    void reader(SocketIoReader reader) {
        this.reader = reader;
    }

    String sid() {
        return sid;
    }

    synchronized void open(Transport first) {
        transport = first;
        traffic.opened(first);
        outbox.add(Frame.packet("0" + OpenPacket.json(sid, first instanceof PollingTransport, settings)));
        clock.start();
        requestFlush();
    }

    private void late() {
        traffic.cameTooLate();
        close();
    }

    synchronized boolean isOver() {
        return closed || ending;
    }

    /** A client is in: it has kept to the time that it may take. */
    synchronized void connected() {
        clock.connected();
    }

    /** A client has left the root namespace and may come in again. */
    synchronized void disconnected() {
        clock.awaitConnect();
    }

    void tookEvent() {
        traffic.event();
    }

    // --- what the client sends

    synchronized void poll(ChannelHandlerContext request) {
        if (closed || !(transport instanceof PollingTransport polling)) {
            HttpAnswers.error(request, EngineError.BAD_REQUEST);
        } else if (polling.isHolding()) {
            HttpAnswers.error(request, EngineError.BAD_REQUEST);
            close();
        } else {
            polling.hold(request);
            if (probing != null && outbox.isEmpty()) {
                polling.answer(Frame.NOOP);
            }
            flush();
        }
    }

    synchronized void pollGone(ChannelHandlerContext request) {
        if (transport instanceof PollingTransport polling && polling.isHolding(request)) {
            close();
        }
    }

    synchronized void post(ChannelHandlerContext request, @Nullable List<String> packets) {
        var polling = transport;
        if (packets == null
                || !(polling instanceof PollingTransport)
                || !packets.stream().allMatch(this::packet)) {
            HttpAnswers.error(request, EngineError.BAD_REQUEST);
            close();
        } else {
            HttpAnswers.ok(request);
        }
    }

    synchronized void text(WebSocketTransport from, String packet) {
        var good = from == transport ? packet(packet) : (from == probing && probe(from, packet));
        if (!good) {
            refuse(from);
        }
    }

    synchronized void binary(WebSocketTransport from) {
        if (from != transport || (!isOver() && !reader().binary())) {
            refuse(from);
        }
    }

    /** Whether this connection may try to become the session's transport. */
    synchronized boolean probes(WebSocketTransport candidate) {
        if (closed || probing != null || !(transport instanceof PollingTransport)) {
            return false;
        }
        probing = candidate;
        clock.whenUpgradeIsLate(() -> abandon(candidate));
        return true;
    }

    synchronized void gone(WebSocketTransport connection) {
        if (connection == transport) {
            close();
        } else if (connection == probing) {
            probing = null;
        }
    }

    private synchronized void abandon(WebSocketTransport candidate) {
        if (candidate == probing) {
            probing = null;
            candidate.close();
        }
    }

    private void refuse(WebSocketTransport from) {
        if (from == transport) {
            close();
        } else {
            if (from == probing) {
                probing = null;
            }
            from.close();
        }
    }

    private boolean probe(WebSocketTransport candidate, String packet) {
        if (!(transport instanceof PollingTransport polling)) {
            return false;
        }
        if ("2probe".equals(packet)) {
            candidate.writeNow(Frame.PROBED);
            polling.answer(Frame.NOOP);
            return true;
        }
        if ("5".equals(packet)) {
            probing = null;
            polling.answer(Frame.NOOP);
            traffic.closed(polling);
            traffic.opened(candidate);
            transport = candidate;
            requestFlush();
            return true;
        }
        return false;
    }

    /** Takes one packet; false for what is none. */
    private boolean packet(String packet) {
        if (closed) {
            return true;
        }
        return switch (packet.isEmpty() ? ' ' : packet.charAt(0)) {
            case '1' -> left();
            case '3' -> pong();
            case '4' -> ending || reader().message(packet.substring(1));
            default -> false;
        };
    }

    /** Clients answer pings in their order: this is the answer to the first that has none. */
    private boolean pong() {
        var ping = unanswered.poll();
        if (ping != null && ping.task() != null) {
            ping.task().run();
        }
        return clock.pong();
    }

    /** The client closes, cleanly. */
    private boolean left() {
        if (transport instanceof PollingTransport polling) {
            polling.answer(Frame.NOOP);
        }
        parted = true;
        close();
        return true;
    }

    // --- what the client is sent

    /** Queues a frame unless too much waits already; then the reader hears when all of it has gone out. */
    synchronized boolean offer(Frame frame) {
        if (outbox.bytes() >= settings.maxQueued().toBytes()) {
            starved = true;
            return false;
        }
        enqueue(frame);
        return true;
    }

    synchronized void enqueue(Frame frame) {
        if (isOver()) {
            return;
        }
        if (outbox.bytes() >= settings.maxQueued().toBytes() * TOLERANCE) {
            traffic.cutOff();
            close();
            return;
        }
        outbox.add(frame);
        requestFlush();
    }

    /** A ping, and what is to be done when the client answers it; nothing for a heartbeat. */
    private record Ping(@Nullable Runnable task) {}

    /**
     * Asks for a sign of life.
     *
     * @param task run when the client gives it, and so has read all that was queued before
     */
    synchronized void ping(@Nullable Runnable task) {
        if (!isOver() && (task == null || unanswered.size() < MOST_UNANSWERED)) {
            unanswered.add(new Ping(task));
            enqueue(Frame.PING);
        }
    }

    void requestFlush() {
        var executor = executor();
        if (executor != null && flushRequested.compareAndSet(false, true)) {
            executor.execute(this::flush);
        }
    }

    private synchronized @Nullable Executor executor() {
        return transport == null ? null : transport.executor();
    }

    private synchronized void flush() {
        flushRequested.set(false);
        if (closed || transport == null) {
            return;
        }
        var packets = outbox.size();
        var bytes = outbox.bytes();
        transport.flush(outbox);
        traffic.sent(packets - outbox.size(), bytes - outbox.bytes());
        if (outbox.isEmpty()) {
            if (ending) {
                clock.closeAfter(GRACE);
            } else if (starved) {
                starved = false;
                reader().drained();
            }
        }
    }

    synchronized void reading(boolean on) {
        if (transport != null) {
            transport.reading(on);
        }
    }

    // --- its end

    /** Sends what waits and a last frame, then closes; nothing is taken or sent any more. */
    synchronized void end(Frame last) {
        if (!isOver()) {
            outbox.add(last);
            ending = true;
            clock.closeAfter(GRACE.multipliedBy(3));
            requestFlush();
        }
    }

    synchronized void close() {
        if (closed) {
            return;
        }
        closed = true;
        clock.stop();
        sessions.remove(this);
        outbox.clear();
        unanswered.clear();
        if (transport != null) {
            traffic.closed(transport);
            transport.close();
        }
        if (probing != null) {
            probing.close();
        }
        reader().closed(parted || ending);
    }

    private SocketIoReader reader() {
        if (reader == null) {
            throw new IllegalStateException("a session has its reader before anything reaches it");
        }
        return reader;
    }
}
