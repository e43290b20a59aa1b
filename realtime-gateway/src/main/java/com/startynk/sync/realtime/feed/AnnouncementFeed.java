package com.startynk.sync.realtime.feed;

import com.startynk.sync.protocol.feed.FeedAnnouncement;
import com.startynk.sync.realtime.relay.Relay;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.core.task.SimpleAsyncTaskExecutor;
import org.springframework.core.task.SyncTaskExecutor;
import org.springframework.data.redis.connection.RedisConnectionFactory;
import org.springframework.data.redis.listener.ChannelTopic;
import org.springframework.data.redis.listener.RedisMessageListenerContainer;

/**
 * Hands the announcements on Redis to the relay, in their order. What is lost here, the relay finds out by itself; so this
 * needs Redis neither to start nor to go on, and takes it up when it is there.
 */
public final class AnnouncementFeed implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(AnnouncementFeed.class);

    /** After the connections to Redis, before the door opens for sockets. */
    private static final int PHASE = 9_000;

    /** Between two tries to listen. */
    private static final long RECOVERY_MILLIS = 1000;

    private final RedisConnectionFactory redis;
    private final Relay relay;
    private @Nullable ScheduledExecutorService starter;
    private @Nullable RedisMessageListenerContainer listener;

    public AnnouncementFeed(RedisConnectionFactory redis, Relay relay) {
        this.redis = redis;
        this.relay = relay;
    }

    @Override
    public synchronized void start() {
        starter = Executors.newSingleThreadScheduledExecutor(task -> new Thread(task, "feed-subscription"));
        listen(true);
    }

    private synchronized void listen(boolean first) {
        if (starter == null) {
            return;
        }
        var container = container();
        try {
            container.start();
            listener = container;
        } catch (RuntimeException e) {
            container.stop();
            if (first) {
                log.warn("Redis cannot be listened to, trying again: {}", e.getMessage());
            }
            var unused = starter.schedule(() -> listen(false), RECOVERY_MILLIS, TimeUnit.MILLISECONDS);
        }
    }

    private RedisMessageListenerContainer container() {
        var container = new RedisMessageListenerContainer();
        container.setConnectionFactory(redis);
        container.setRecoveryInterval(RECOVERY_MILLIS);
        container.setSubscriptionExecutor(new SimpleAsyncTaskExecutor("feed-subscription-"));
        // In the thread that reads them, for order; the relay only queues them there.
        container.setTaskExecutor(new SyncTaskExecutor());
        container.addMessageListener(
                (message, pattern) -> relay.announced(message.getBody()), new ChannelTopic(FeedAnnouncement.CHANNEL));
        container.afterPropertiesSet();
        return container;
    }

    @Override
    public synchronized void stop() {
        if (starter != null) {
            starter.shutdownNow();
            starter = null;
        }
        if (listener != null) {
            listener.stop();
            listener = null;
        }
    }

    @Override
    public synchronized boolean isRunning() {
        return starter != null;
    }

    @Override
    public int getPhase() {
        return PHASE;
    }
}
