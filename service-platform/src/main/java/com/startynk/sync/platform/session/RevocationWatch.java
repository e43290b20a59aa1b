package com.startynk.sync.platform.session;

import static java.nio.charset.StandardCharsets.US_ASCII;

import com.startynk.sync.platform.redis.RedisSubscription;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.dao.DataAccessException;
import org.springframework.data.redis.connection.RedisConnectionFactory;
import org.springframework.data.redis.core.StringRedisTemplate;

/**
 * Keeps what a node knows of revocations up to date. The database decides and is looked at now and then; on Redis nodes tell
 * each other the generation that they know, so that usually a look comes at once.
 */
final class RevocationWatch implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(RevocationWatch.class);

    /** Before any door opens. */
    private static final int PHASE = 8_000;

    private final RevocationRows rows;
    private final KnownRevocations known;
    private final List<RevocationListener> listeners;
    private final RedisConnectionFactory redis;
    private final RevocationSettings settings;
    private volatile @Nullable Running running;
    private boolean looksInVain;

    /** What there is between start and stop: looks and beats are apart, so that neither server holds up the other. */
    private record Running(
            String channel,
            RedisSubscription subscription,
            ScheduledExecutorService looks,
            ScheduledExecutorService beats) {}

    RevocationWatch(
            RevocationRows rows,
            KnownRevocations known,
            List<RevocationListener> listeners,
            RedisConnectionFactory redis,
            RevocationSettings settings) {
        this.rows = rows;
        this.known = known;
        this.listeners = List.copyOf(listeners);
        this.redis = redis;
        this.settings = settings;
    }

    @Override
    public void start() {
        var channel = "startynk:revocations:" + rows.deployment();
        look();
        var started = new Running(
                channel,
                new RedisSubscription(redis, channel, "revocations", this::heard),
                Executors.newSingleThreadScheduledExecutor(task -> new Thread(task, "revocation-looks")),
                Executors.newSingleThreadScheduledExecutor(task -> new Thread(task, "revocation-beats")));
        running = started;
        started.subscription().start();
        repeat(started.looks(), this::lookOrLog);
        repeat(started.beats(), this::beat);
    }

    private void repeat(ScheduledExecutorService thread, Runnable task) {
        var interval = settings.interval().toMillis();
        var unused = thread.scheduleWithFixedDelay(task, interval, interval, TimeUnit.MILLISECONDS);
    }

    /** Looks and lets the others know, at once. Whoever revoked has done so: what fails here comes by itself a little later. */
    void hurry() {
        lookOrLog();
        var now = running;
        if (now != null) {
            begin(now.beats(), this::beat);
        }
    }

    private void heard(byte[] message) {
        var now = running;
        if (known.hear(Long.parseLong(new String(message, US_ASCII))) && now != null) {
            begin(now.looks(), this::lookOrLog);
        }
    }

    private static void begin(Executor thread, Runnable task) {
        try {
            thread.execute(task);
        } catch (RejectedExecutionException e) {
            log.debug("This node stops and needs to know no more", e);
        }
    }

    private synchronized void lookOrLog() {
        try {
            look();
            looksInVain = false;
        } catch (DataAccessException e) {
            if (!looksInVain) {
                log.warn("Revocations cannot be read, trying again: {}", e.getMessage());
            }
            looksInVain = true;
        }
    }

    private synchronized void look() {
        var asOf = System.nanoTime();
        var found = rows.after(known.generation());
        known.take(found, asOf);
        found.forEach(revocation -> listeners.forEach(listener -> listener.revoked(revocation)));
    }

    private void beat() {
        var now = running;
        if (now == null) {
            return;
        }
        try {
            new StringRedisTemplate(redis).convertAndSend(now.channel(), Long.toString(known.generation()));
        } catch (DataAccessException e) {
            // Redis hurries only. Its loss is told by those who listen.
            log.debug("A generation could not be told", e);
        }
    }

    @Override
    public void stop() {
        var now = running;
        running = null;
        if (now != null) {
            now.subscription().stop();
            now.looks().shutdownNow();
            now.beats().shutdownNow();
        }
    }

    @Override
    public boolean isRunning() {
        return running != null;
    }

    @Override
    public int getPhase() {
        return PHASE;
    }
}
