package com.startynk.sync.push.delivery;

import com.startynk.sync.push.delivery.ReceiptRows.Asked;
import com.startynk.sync.push.delivery.ReceiptRows.NoReceipt;
import com.startynk.sync.push.delivery.ReceiptRows.WithReceipt;
import com.startynk.sync.push.expo.ExpoClient;
import com.startynk.sync.push.expo.Receipt;
import com.startynk.sync.push.expo.ReceiptOutcome;
import com.startynk.sync.push.notification.NotificationRows;
import com.startynk.sync.push.token.PushTokens;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.transaction.support.TransactionOperations;

/** Asks Expo what became of messages that it took. */
final class Receipts {

    private static final Logger log = LoggerFactory.getLogger(Receipts.class);

    /** Expo answers a thousand at once; its own client asks for less. */
    private static final int MOST = 300;

    /** Should this node die with the answer. */
    private static final Duration RETRY = Duration.ofMinutes(1);

    private static final Set<String> PASSING = Set.of("MessageRateExceeded", "ExpoError", "ProviderError");
    private static final Set<String> CREDENTIALS =
            Set.of("InvalidCredentials", "InvalidProviderToken", "MismatchSenderId");

    private final ReceiptRows rows;
    private final NotificationRows notifications;
    private final PushTokens tokens;
    private final ExpoClient expo;
    private final ReceiptSchedule schedule;
    private final DeliveryMetrics metrics;
    private final TransactionOperations transactions;
    private final Pauses pauses;
    private final Clock clock;

    Receipts(
            ReceiptRows rows,
            NotificationRows notifications,
            PushTokens tokens,
            ExpoClient expo,
            ReceiptSchedule schedule,
            DeliveryMetrics metrics,
            TransactionOperations transactions,
            SendingSettings settings,
            Clock clock) {
        this.rows = rows;
        this.notifications = notifications;
        this.tokens = tokens;
        this.expo = expo;
        this.schedule = schedule;
        this.metrics = metrics;
        this.transactions = transactions;
        // A phone that got too many too fast is left alone for longer than a server that stumbles.
        this.pauses = new Pauses(settings.firstPause().multipliedBy(30), settings.longestPause());
        this.clock = clock;
    }

    /**
     * Asks for what is due.
     *
     * @return whether there may be more
     */
    boolean ask() throws InterruptedException {
        var now = clock.instant();
        List<Asked> due = Objects.requireNonNull(
                transactions.<List<Asked>>execute(transaction -> rows.takeReceiptsDue(now, now.plus(RETRY), MOST)));
        if (due.isEmpty()) {
            return false;
        }
        var outcome = expo.receipts(due.stream().map(Asked::ticket).toList());
        if (outcome instanceof ReceiptOutcome.Answered answered) {
            transactions.executeWithoutResult(transaction -> record(due, answered.receipts()));
            return due.size() == MOST;
        }
        log.warn("Expo does not answer about receipts: {}", ((ReceiptOutcome.Failed) outcome).error());
        return false;
    }

    private void record(List<Asked> due, Map<String, Receipt> receipts) {
        var now = clock.instant();
        var missing = new ArrayList<NoReceipt>();
        var known = new ArrayList<WithReceipt>();
        for (var message : due) {
            var receipt = receipts.get(message.ticket());
            if (receipt == null) {
                missing.add(new NoReceipt(message, schedule.next(message.acceptedAt(), message.tries() + 1)));
            } else if (receipt.error() != null && PASSING.contains(receipt.error())) {
                rows.sendAgain(message, receipt.error(), now.plus(pauses.after(message.attempts(), null)));
                metrics.count(receipt.error(), message.silent());
            } else {
                known.add(new WithReceipt(message, receipt.error()));
                learn(message, receipt);
            }
        }
        rows.noReceipts(missing, now);
        rows.receipts(known, now);
        notifications.sumUp(
                new TreeSet<>(due.stream().map(Asked::notificationId).toList()));
    }

    private void learn(Asked message, Receipt receipt) {
        var error = receipt.error();
        metrics.count(error == null ? "Delivered" : error, message.silent());
        if (error != null && error.equals("DeviceNotRegistered")) {
            tokens.disable(message.token(), error, message.acceptedAt());
        } else if (error != null && CREDENTIALS.contains(error)) {
            log.error("Apple or Google refuse our credentials ({}): messages do not arrive", error);
        } else if ("MessageTooBig".equals(error)) {
            log.error("A message was too big for Apple or Google, though it was cut");
        }
    }
}
