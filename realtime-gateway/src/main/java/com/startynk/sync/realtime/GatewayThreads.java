package com.startynk.sync.realtime;

import com.startynk.sync.realtime.relay.RelayThread;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The gateway's own threads, apart from the event loops. Calls and reads are kept apart: a crowd that connects must not hold
 * up pushes, nor pushes that wait for the database hold up reading.
 */
final class GatewayThreads implements AutoCloseable {

    private final ExecutorService calls;
    private final ExecutorService reads;
    private final Executor events;
    private final RelayThread relay = new RelayThread();

    GatewayThreads(RealtimeSettings settings) {
        calls = pool("socket-call-", settings.callThreads(), settings.queue());
        events = new ShortQueue(calls, settings.waitingEvents());
        reads = pool("feed-read-", settings.readThreads(), settings.queue());
    }

    private static ExecutorService pool(String name, int size, int queue) {
        var count = new AtomicInteger();
        ThreadFactory factory = task -> new Thread(task, name + count.incrementAndGet());
        var pool = new ThreadPoolExecutor(size, size, 30, TimeUnit.SECONDS, new LinkedBlockingQueue<>(queue), factory);
        pool.allowCoreThreadTimeOut(true);
        return pool;
    }

    ExecutorService calls() {
        return calls;
    }

    /** The same threads, for the events of sockets: what would wait for long is refused. */
    Executor events() {
        return events;
    }

    ExecutorService reads() {
        return reads;
    }

    RelayThread relay() {
        return relay;
    }

    @Override
    public void close() {
        calls.shutdown();
        reads.shutdown();
        relay.close();
    }
}
