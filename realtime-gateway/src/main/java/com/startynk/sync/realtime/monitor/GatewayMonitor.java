package com.startynk.sync.realtime.monitor;

import com.startynk.sync.platform.failure.Outage;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.IntSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.data.redis.connection.RedisConnectionFactory;
import tools.jackson.databind.json.JsonMapper;

/** Looks after the figures of this node once a second, shows them to the other nodes, and knows theirs. */
public final class GatewayMonitor implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(GatewayMonitor.class);

    private static final Duration INTERVAL = Duration.ofSeconds(1);

    /** After the sockets' door, whose port it shows. */
    private static final int PHASE = 10_001;

    private final GatewayWatch watch;
    private final RedisConnectionFactory redis;
    private final JsonMapper json;
    private final Supplier<String> prefix;
    private final String node;
    private final IntSupplier port;
    private @Nullable ScheduledThreadPoolExecutor thread;
    private volatile @Nullable NodeBoard board;
    private boolean failing;

    /**
     * Shows nothing yet.
     *
     * @param prefix of what is kept on Redis; asked for at the start
     * @param node this node's name
     * @param port known once it has started
     */
    public GatewayMonitor(
            GatewayWatch watch,
            RedisConnectionFactory redis,
            JsonMapper json,
            Supplier<String> prefix,
            String node,
            IntSupplier port) {
        this.watch = watch;
        this.redis = redis;
        this.json = json;
        this.prefix = prefix;
        this.node = node;
        this.port = port;
    }

    /**
     * All nodes at one moment, about.
     *
     * @param complete whether the others could be asked; else this node is alone in the list
     */
    public record Overview(List<GatewayFigures> nodes, boolean complete) {}

    /** Asks Redis for the others. */
    public Overview overview() {
        var shared = board;
        var nodes = new ArrayList<>(List.of(watch.figures(node, port.getAsInt())));
        if (shared == null) {
            return new Overview(nodes, false);
        }
        try {
            nodes.addAll(shared.others());
            return new Overview(nodes, true);
        } catch (RuntimeException e) {
            if (!Outage.isBehind(e)) {
                throw e;
            }
            return new Overview(nodes, false);
        }
    }

    private void tick(NodeBoard shared) {
        watch.look();
        try {
            shared.write(watch.figures(node, port.getAsInt()));
            failing = false;
        } catch (RuntimeException e) {
            failed(e);
        }
    }

    private void failed(RuntimeException cause) {
        if (!Outage.isBehind(cause)) {
            log.error("The figures of this node's sockets cannot be shown to others", cause);
        } else if (!failing) {
            log.warn(
                    "The figures of this node's sockets cannot be shown to others, trying again: {}", cause.toString());
        }
        failing = true;
    }

    @Override
    public synchronized void start() {
        var shared = new NodeBoard(redis, json, prefix.get(), UUID.randomUUID().toString());
        var started = new ScheduledThreadPoolExecutor(1, task -> new Thread(task, "gateway-monitor"));
        var unused = started.scheduleWithFixedDelay(() -> tick(shared), 0, INTERVAL.toMillis(), TimeUnit.MILLISECONDS);
        thread = started;
        board = shared;
    }

    @Override
    public synchronized void stop() {
        var shared = board;
        if (thread != null && shared != null) {
            thread.execute(() -> leave(shared));
            thread.shutdown();
            thread = null;
            board = null;
        }
    }

    /** Who cannot is forgotten a little later. */
    private static void leave(NodeBoard shared) {
        try {
            shared.remove();
        } catch (RuntimeException e) {
            log.debug("This node's figures stay on Redis until they end: {}", e.toString());
        }
    }

    @Override
    public synchronized boolean isRunning() {
        return thread != null;
    }

    @Override
    public int getPhase() {
        return PHASE;
    }
}
