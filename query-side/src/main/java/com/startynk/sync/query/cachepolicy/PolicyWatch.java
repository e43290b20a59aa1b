package com.startynk.sync.query.cachepolicy;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.startynk.sync.platform.redis.RedisSubscription;
import com.startynk.sync.query.platform.DeploymentRows;
import com.startynk.sync.query.platform.RedisBreaker;
import java.time.Duration;
import java.util.List;
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

/**
 * Keeps what a node knows of policies up to date. The database decides and is looked at every second; on Redis the node that has
 * projected a change tells the others, so that usually a look comes at once.
 */
public final class PolicyWatch implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(PolicyWatch.class);

    private static final Duration INTERVAL = Duration.ofSeconds(1);

    /** Before any door opens. */
    private static final int PHASE = 8_000;

    private final StoredPolicies stored;
    private final KnownPolicies known;
    private final Runnable onChange;
    private final DeploymentRows deployment;
    private final RedisBreaker redis;
    private final RedisConnectionFactory connections;
    private volatile @Nullable Running running;
    private boolean looksInVain;

    /** What there is between start and stop. */
    private record Running(String channel, RedisSubscription subscription, ScheduledExecutorService looks) {}

    /**
     * Makes one that does not look yet.
     *
     * @param onChange called once this process goes by other policies than before; must neither block nor fail
     */
    public PolicyWatch(
            StoredPolicies stored,
            KnownPolicies known,
            Runnable onChange,
            DeploymentRows deployment,
            RedisBreaker redis,
            RedisConnectionFactory connections) {
        this.stored = stored;
        this.known = known;
        this.onChange = onChange;
        this.deployment = deployment;
        this.redis = redis;
        this.connections = connections;
    }

    @Override
    public void start() {
        var channel = "startynk:cache-policies:" + deployment.id();
        look();
        var started = new Running(
                channel,
                new RedisSubscription(connections, channel, "cache-policies", message -> lookSoon()),
                Executors.newSingleThreadScheduledExecutor(task -> new Thread(task, "cache-policy-looks")));
        running = started;
        started.subscription().start();
        var unused = started.looks()
                .scheduleWithFixedDelay(
                        this::lookOrLog, INTERVAL.toMillis(), INTERVAL.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** To be called after the commit of a change: looks, and tells the others. */
    void hurry() {
        lookOrLog();
        var now = running;
        if (now != null) {
            redis.tellLater(commands -> List.of(commands.publish(
                    now.channel().getBytes(UTF_8), known.version().getBytes(UTF_8))));
        }
    }

    private void lookSoon() {
        var now = running;
        if (now == null) {
            return;
        }
        try {
            now.looks().execute(this::lookOrLog);
        } catch (RejectedExecutionException e) {
            LOG.debug("This node stops and needs to know no more", e);
        }
    }

    private synchronized void lookOrLog() {
        try {
            look();
            looksInVain = false;
        } catch (DataAccessException e) {
            if (!looksInVain) {
                LOG.warn("Changes of cache policies cannot be read, trying again: {}", e.getMessage());
            }
            looksInVain = true;
        }
    }

    private synchronized void look() {
        if (known.take(stored.read())) {
            onChange.run();
        }
    }

    @Override
    public void stop() {
        var now = running;
        running = null;
        if (now != null) {
            now.subscription().stop();
            now.looks().shutdownNow();
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
