package com.startynk.sync.platform.redis;

import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.task.SimpleAsyncTaskExecutor;
import org.springframework.core.task.SyncTaskExecutor;
import org.springframework.data.redis.connection.RedisConnectionFactory;
import org.springframework.data.redis.listener.ChannelTopic;
import org.springframework.data.redis.listener.RedisMessageListenerContainer;

/**
 * Hears a channel of Redis, in order. It needs Redis neither to start nor to go on, and takes it up when it is there; what is
 * said meanwhile is lost.
 */
public final class RedisSubscription {

    private static final Logger log = LoggerFactory.getLogger(RedisSubscription.class);

    /** Between two tries to listen. */
    private static final long RECOVERY_MILLIS = 1000;

    private final RedisConnectionFactory redis;
    private final String channel;
    private final String threadName;
    private final Consumer<byte[]> messages;
    private @Nullable ScheduledExecutorService starter;
    private @Nullable RedisMessageListenerContainer listener;

    /**
     * Makes one that does not listen yet.
     *
     * @param messages is given each message in the thread that reads them, and must not block
     */
    public RedisSubscription(
            RedisConnectionFactory redis, String channel, String threadName, Consumer<byte[]> messages) {
        this.redis = redis;
        this.channel = channel;
        this.threadName = threadName;
        this.messages = messages;
    }

    public synchronized void start() {
        starter = Executors.newSingleThreadScheduledExecutor(task -> new Thread(task, threadName));
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
        container.setSubscriptionExecutor(new SimpleAsyncTaskExecutor(threadName + "-"));
        // In the thread that reads them, for order.
        container.setTaskExecutor(new SyncTaskExecutor());
        container.addMessageListener(
                (message, pattern) -> messages.accept(message.getBody()), new ChannelTopic(channel));
        container.afterPropertiesSet();
        return container;
    }

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

    public synchronized boolean isRunning() {
        return starter != null;
    }
}
