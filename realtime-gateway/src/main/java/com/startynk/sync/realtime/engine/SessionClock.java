package com.startynk.sync.realtime.engine;

import io.netty.channel.EventLoop;
import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** The times that a session keeps. Guarded by the session's lock; what it calls takes that lock itself. */
final class SessionClock {

    private final EventLoop loop;
    private final EngineSettings settings;
    private final Runnable ping;
    private final Runnable close;
    private final Runnable late;

    private @Nullable Future<?> heartbeat;
    private @Nullable Future<?> connect;
    private @Nullable Future<?> upgrade;
    private @Nullable Future<?> end;
    private boolean pinged;

    SessionClock(EventLoop loop, EngineSettings settings, Runnable ping, Runnable close, Runnable late) {
        this.loop = loop;
        this.settings = settings;
        this.ping = ping;
        this.close = close;
        this.late = late;
    }

    void start() {
        awaitPing();
        awaitConnect();
    }

    void awaitConnect() {
        cancel(connect);
        connect = after(settings.connectTimeout(), late);
    }

    void connected() {
        cancel(connect);
    }

    /** The client lives; a pong that nobody asked for says nothing, and breaks nothing. */
    boolean pong() {
        if (pinged) {
            awaitPing();
        }
        return true;
    }

    void whenUpgradeIsLate(Runnable abandon) {
        cancel(upgrade);
        upgrade = after(settings.connectTimeout(), abandon);
    }

    void closeAfter(Duration grace) {
        cancel(end);
        end = after(grace, close);
    }

    void stop() {
        cancel(heartbeat);
        cancel(connect);
        cancel(upgrade);
        cancel(end);
    }

    private void awaitPing() {
        pinged = false;
        cancel(heartbeat);
        heartbeat = after(settings.pingInterval(), this::ping);
    }

    private void ping() {
        pinged = true;
        heartbeat = after(settings.pingTimeout(), close);
        ping.run();
    }

    private Future<?> after(Duration delay, Runnable task) {
        return loop.schedule(task, delay.toMillis(), TimeUnit.MILLISECONDS);
    }

    private static void cancel(@Nullable Future<?> task) {
        if (task != null) {
            task.cancel(false);
        }
    }
}
