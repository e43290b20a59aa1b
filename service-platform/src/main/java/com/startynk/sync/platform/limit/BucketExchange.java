package com.startynk.sync.platform.limit;

import com.startynk.sync.platform.session.Revocations;
import io.github.bucket4j.TimeMeter;
import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.data.redis.connection.RedisConnectionFactory;

/**
 * Tells on Redis what this node has taken from its buckets, and learns what the others took. Nobody waits for it: while Redis
 * is away each node counts for itself.
 */
final class BucketExchange implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(BucketExchange.class);

    private static final long AGAIN_NANOS = Duration.ofSeconds(1).toNanos();

    private final RedisConnectionFactory redis;
    private final Revocations revocations;
    private final Duration interval;
    private final TimeMeter time;
    private final Queue<SharedBucket> waiting = new ConcurrentLinkedQueue<>();
    private volatile @Nullable ScheduledExecutorService thread;
    private @Nullable RedisBuckets shared;
    private long nextTry;
    private volatile boolean away;

    BucketExchange(RedisConnectionFactory redis, Revocations revocations, Duration interval, TimeMeter time) {
        this.redis = redis;
        this.revocations = revocations;
        this.interval = interval;
        this.time = time;
    }

    /** Has a bucket exchanged soon. Never blocks. */
    void offer(SharedBucket bucket) {
        waiting.add(bucket);
    }

    /** Whether each node counts for itself. */
    boolean isAway() {
        return away;
    }

    @Override
    public synchronized void start() {
        var prefix = "startynk:limits:" + revocations.deployment() + ':';
        var started = Executors.newSingleThreadScheduledExecutor(task -> new Thread(task, "limit-exchange"));
        thread = started;
        var unused = started.scheduleWithFixedDelay(
                () -> round(prefix), interval.toMillis(), interval.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void round(String prefix) {
        try {
            if (!away) {
                exchange(connected(prefix), waiting.size());
            } else if (System.nanoTime() - nextTry >= 0 && !waiting.isEmpty()) {
                nextTry = System.nanoTime() + AGAIN_NANOS;
                exchange(connected(prefix), 1);
            }
        } catch (RuntimeException e) {
            failed(e);
        }
        if (away) {
            forgetWaiting();
        }
    }

    private RedisBuckets connected(String prefix) {
        var connected = shared;
        if (connected == null) {
            connected = RedisBuckets.connect(redis, prefix, time);
            shared = connected;
        }
        return connected;
    }

    private void exchange(RedisBuckets all, int most) {
        for (var n = 0; n < most; n++) {
            var bucket = waiting.poll();
            if (bucket == null) {
                return;
            }
            exchange(all, bucket);
        }
    }

    private void exchange(RedisBuckets all, SharedBucket bucket) {
        bucket.leaveQueue();
        var taken = bucket.tell();
        var unused = all.take(bucket, taken).whenComplete((left, failure) -> {
            if (failure == null) {
                bucket.adopt(left);
                succeeded();
            } else {
                bucket.untell(taken);
                failed(failure);
            }
        });
    }

    /** They come again when something is taken from them. */
    private void forgetWaiting() {
        for (var bucket = waiting.poll(); bucket != null; bucket = waiting.poll()) {
            bucket.leaveQueue();
            bucket.untell(0);
        }
    }

    private void succeeded() {
        if (away) {
            away = false;
            log.info("Limits are counted by all nodes together again");
        }
    }

    private void failed(Throwable failure) {
        if (!away && thread != null) {
            var cause = failure.getCause() == null ? failure : failure.getCause();
            log.warn("Redis is out of reach, limits are counted by this node alone: {}", cause.toString());
        }
        away = true;
    }

    @Override
    public synchronized void stop() {
        var running = thread;
        thread = null;
        if (running != null) {
            running.shutdownNow();
        }
        var connected = shared;
        shared = null;
        if (connected != null) {
            connected.close();
        }
    }

    @Override
    public synchronized boolean isRunning() {
        return thread != null;
    }

    /** Before any door opens. */
    @Override
    public int getPhase() {
        return 8_000;
    }
}
