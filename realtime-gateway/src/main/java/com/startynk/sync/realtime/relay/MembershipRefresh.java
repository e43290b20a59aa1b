package com.startynk.sync.realtime.relay;

import com.startynk.sync.protocol.feed.Memberships;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks again for the projects of users whose membership changes may have been lost, a few at a time. Confined to the relay's
 * thread but for the asking.
 */
final class MembershipRefresh {

    private static final Logger log = LoggerFactory.getLogger(MembershipRefresh.class);

    private static final int AT_ONCE = 4;

    private final Executor relay;
    private final Executor relayLater;
    private final FeedReader feed;
    private final BiConsumer<String, Memberships> read;
    private final Set<String> due = new LinkedHashSet<>();
    private int asked;

    /** Hands on, in the relay's thread, what it reads. */
    MembershipRefresh(Executor relay, FeedReader feed, BiConsumer<String, Memberships> read) {
        this.relay = relay;
        this.relayLater = CompletableFuture.delayedExecutor(1, TimeUnit.SECONDS, relay);
        this.feed = feed;
        this.read = read;
    }

    void of(Collection<String> userIds) {
        due.addAll(userIds);
        askNext();
    }

    private void askNext() {
        while (asked < AT_ONCE && !due.isEmpty()) {
            var userId = due.iterator().next();
            due.remove(userId);
            asked++;
            feed.memberships(
                    userId,
                    (memberships, failure) -> relay.execute(() -> {
                        asked--;
                        take(userId, memberships, failure);
                        askNext();
                    }));
        }
    }

    private void take(String userId, @Nullable Memberships memberships, @Nullable Throwable failure) {
        if (memberships == null) {
            log.warn("A user's projects could not be read, asking again: {}", String.valueOf(failure));
            relayLater.execute(() -> of(Set.of(userId)));
        } else {
            read.accept(userId, memberships);
        }
    }
}
