package com.startynk.sync.realtime.feed;

import com.startynk.sync.platform.redis.OwnAnnouncements;
import com.startynk.sync.platform.redis.OwnAnnouncements.Listening;
import com.startynk.sync.platform.redis.RedisSubscription;
import com.startynk.sync.protocol.feed.FeedAnnouncement;
import com.startynk.sync.protocol.notification.NotificationAnnouncement;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.context.SmartLifecycle;
import org.springframework.data.redis.connection.RedisConnectionFactory;

/**
 * Hands announcements to the relay, in their order: those of this process as they are made, those of others as they come over
 * Redis. What is lost on the way, the relay finds out by itself.
 */
public final class AnnouncementFeed implements SmartLifecycle {

    /** After the connections to Redis, before the door opens for sockets. */
    private static final int PHASE = 9_000;

    private final RedisSubscription others;
    private final Supplier<Listening> own;
    private @Nullable Listening listening;

    private AnnouncementFeed(RedisSubscription others, Supplier<Listening> own) {
        this.others = others;
        this.own = own;
    }

    public static AnnouncementFeed ofChanges(
            OwnAnnouncements own, RedisConnectionFactory redis, Consumer<byte[]> relay) {
        Consumer<byte[]> others = message -> {
            if (!own.areOwn(message)) {
                relay.accept(OwnAnnouncements.content(message));
            }
        };
        return new AnnouncementFeed(
                new RedisSubscription(redis, FeedAnnouncement.CHANNEL, "feed-subscription", others),
                () -> own.listen(relay));
    }

    /** What is lost of these is in the person's list all the same. */
    public static AnnouncementFeed ofNotifications(RedisConnectionFactory redis, Consumer<byte[]> relay) {
        return new AnnouncementFeed(
                new RedisSubscription(redis, NotificationAnnouncement.CHANNEL, "notifications", relay), () -> () -> {});
    }

    @Override
    public synchronized void start() {
        listening = own.get();
        others.start();
    }

    @Override
    public synchronized void stop() {
        others.stop();
        if (listening != null) {
            listening.close();
            listening = null;
        }
    }

    @Override
    public boolean isRunning() {
        return others.isRunning();
    }

    @Override
    public int getPhase() {
        return PHASE;
    }
}
