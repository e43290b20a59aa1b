package com.startynk.sync.realtime.feed;

import com.startynk.sync.platform.redis.RedisSubscription;
import com.startynk.sync.protocol.feed.FeedAnnouncement;
import com.startynk.sync.protocol.notification.NotificationAnnouncement;
import java.util.function.Consumer;
import org.springframework.context.SmartLifecycle;
import org.springframework.data.redis.connection.RedisConnectionFactory;

/** Hands the announcements on Redis to the relay, in their order. What is lost here, the relay finds out by itself. */
public final class AnnouncementFeed implements SmartLifecycle {

    /** After the connections to Redis, before the door opens for sockets. */
    private static final int PHASE = 9_000;

    private final RedisSubscription subscription;

    private AnnouncementFeed(RedisSubscription subscription) {
        this.subscription = subscription;
    }

    public static AnnouncementFeed ofChanges(RedisConnectionFactory redis, Consumer<byte[]> relay) {
        return new AnnouncementFeed(new RedisSubscription(redis, FeedAnnouncement.CHANNEL, "feed-subscription", relay));
    }

    /** What is lost of these is in the person's list all the same. */
    public static AnnouncementFeed ofNotifications(RedisConnectionFactory redis, Consumer<byte[]> relay) {
        return new AnnouncementFeed(
                new RedisSubscription(redis, NotificationAnnouncement.CHANNEL, "notifications", relay));
    }

    @Override
    public void start() {
        subscription.start();
    }

    @Override
    public void stop() {
        subscription.stop();
    }

    @Override
    public boolean isRunning() {
        return subscription.isRunning();
    }

    @Override
    public int getPhase() {
        return PHASE;
    }
}
