package com.startynk.sync.push.delivery;

import com.startynk.sync.push.notification.NotificationRows;
import com.startynk.sync.push.token.PushTokens;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.TreeSet;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.transaction.TransactionException;
import org.springframework.transaction.support.TransactionOperations;

/** Looks for what is due, late or forgotten. Several nodes may look at the same time. */
final class Sweep implements Runnable {

    private static final Logger log = LoggerFactory.getLogger(Sweep.class);
    private static final int MOST = 500;
    private static final Duration CLEANING = Duration.ofMinutes(1);

    private final Outbox outbox;
    private final ClaimRows claims;
    private final TokenCheckRows checks;
    private final DeliveryLogRows ended;
    private final NotificationRows notifications;
    private final PushTokens tokens;
    private final PushQueue queue;
    private final TransactionOperations transactions;
    private final SendingSettings settings;
    private final Clock clock;
    private Instant cleaned = Instant.EPOCH;

    Sweep(
            Outbox outbox,
            ClaimRows claims,
            TokenCheckRows checks,
            DeliveryLogRows ended,
            NotificationRows notifications,
            PushTokens tokens,
            PushQueue queue,
            TransactionOperations transactions,
            SendingSettings settings,
            Clock clock) {
        this.outbox = outbox;
        this.claims = claims;
        this.checks = checks;
        this.ended = ended;
        this.notifications = notifications;
        this.tokens = tokens;
        this.queue = queue;
        this.transactions = transactions;
        this.settings = settings;
        this.clock = clock;
    }

    @Override
    public void run() {
        try {
            sweep();
        } catch (DataAccessException | TransactionException e) {
            log.warn("What is due could not be looked for: {}", e.getMessage());
        } catch (RuntimeException e) {
            log.error("What is due could not be looked for", e);
        }
    }

    private void sweep() {
        while (in(() -> outbox.releaseDue(MOST)) == MOST) {
            log.debug("More notifications are due");
        }
        in(this::reclaim);
        in(() -> {
            outbox.hintDue(2 * MOST);
            return 0;
        });
        if (cleaned.plus(CLEANING).isBefore(clock.instant())) {
            clean();
        }
    }

    private int reclaim() {
        var now = clock.instant();
        var notificationIds = claims.reclaim(now, settings.unknownTries(), MOST);
        if (!notificationIds.isEmpty()) {
            checks.ask(notificationIds, now.plus(settings.checkAfter()), now);
            notifications.sumUp(new TreeSet<>(notificationIds));
            log.warn("A worker was lost: messages of {} notifications are taken from it", notificationIds.size());
        }
        return notificationIds.size();
    }

    private void clean() {
        cleaned = clock.instant();
        var idle = tokens.forgetIdle(cleaned.minus(settings.idleTokens()), MOST);
        var old = in(() -> ended.prune(cleaned.minus(settings.keep()), 10 * MOST));
        if (idle + old > 0) {
            log.info("{} idle tokens and {} old messages were forgotten", idle, old);
        }
        try {
            queue.forget(settings.lease());
        } catch (DataAccessException e) {
            log.debug("The queue is tidied another time", e);
        }
    }

    private int in(Supplier<Integer> work) {
        return Objects.requireNonNull(transactions.<Integer>execute(transaction -> work.get()));
    }
}
