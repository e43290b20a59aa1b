package com.startynk.sync.realtime.feed;

import com.startynk.sync.protocol.feed.FeedAnnouncement;
import com.startynk.sync.realtime.relay.Relay;
import org.springframework.core.task.SimpleAsyncTaskExecutor;
import org.springframework.core.task.SyncTaskExecutor;
import org.springframework.data.redis.connection.RedisConnectionFactory;
import org.springframework.data.redis.listener.ChannelTopic;
import org.springframework.data.redis.listener.RedisMessageListenerContainer;

/** Hands the announcements on Redis to the relay, in their order. What is lost here, the relay finds out by itself. */
public final class AnnouncementFeed {

    /** Between two tries to listen again. */
    private static final long RECOVERY_MILLIS = 1000;

    private AnnouncementFeed() {}

    public static RedisMessageListenerContainer listen(RedisConnectionFactory redis, Relay relay) {
        var container = new RedisMessageListenerContainer();
        container.setConnectionFactory(redis);
        container.setRecoveryInterval(RECOVERY_MILLIS);
        container.setSubscriptionExecutor(new SimpleAsyncTaskExecutor("feed-subscription-"));
        // In the thread that reads them, for order; the relay only queues them there.
        container.setTaskExecutor(new SyncTaskExecutor());
        container.addMessageListener(
                (message, pattern) -> relay.announced(message.getBody()), new ChannelTopic(FeedAnnouncement.CHANNEL));
        return container;
    }
}
