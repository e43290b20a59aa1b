package com.startynk.sync.push.delivery;

import com.startynk.sync.push.notification.NotificationRows;
import com.startynk.sync.push.token.PushTokens;
import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.ConcurrencyFailureException;
import org.springframework.dao.DataAccessException;
import org.springframework.transaction.TransactionException;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Takes messages from the queue and sends them, one request at a time. That a message is being sent is durable before the call,
 * and what became of it after: in between only {@code atMostOnce} decides.
 */
final class Worker implements Runnable {

    private static final Logger log = LoggerFactory.getLogger(Worker.class);
    private static final Duration PATIENCE = Duration.ofSeconds(1);

    /** Spring's connection to Redis gives up after a second. */
    private static final Duration BLOCKS = Duration.ofMillis(500);

    /** Before what somebody had locked is tried again. */
    private static final Duration SHORTLY = Duration.ofMillis(100);

    private static final int ATTEMPTS = 5;

    private final PushQueue queue;
    private final DeliveryRows deliveries;
    private final ClaimRows claims;
    private final TokenCheckRows checks;
    private final NotificationRows notifications;
    private final PushTokens tokens;
    private final NeedlessMessages needless;
    private final Sender sender;
    private final Breaker breaker;
    private final DeliveryMetrics metrics;
    private final TransactionOperations transactions;
    private final SendingSettings settings;
    private final Clock clock;

    /** What this worker was told of and could not take: should it forget them, the sweep tells of them again. */
    private final Set<Long> passedOver = new TreeSet<>();

    private volatile boolean stopped;

    Worker(
            PushQueue queue,
            DeliveryRows deliveries,
            ClaimRows claims,
            TokenCheckRows checks,
            NotificationRows notifications,
            PushTokens tokens,
            NeedlessMessages needless,
            Sender sender,
            Breaker breaker,
            DeliveryMetrics metrics,
            TransactionOperations transactions,
            SendingSettings settings,
            Clock clock) {
        this.queue = queue;
        this.deliveries = deliveries;
        this.claims = claims;
        this.checks = checks;
        this.notifications = notifications;
        this.tokens = tokens;
        this.needless = needless;
        this.sender = sender;
        this.breaker = breaker;
        this.metrics = metrics;
        this.transactions = transactions;
        this.settings = settings;
        this.clock = clock;
    }

    /** Lets it end what it has begun. */
    void stop() {
        stopped = true;
    }

    @Override
    public void run() {
        try (var reader = queue.reader()) {
            work(reader);
        }
    }

    private void work(PushQueue.Reader reader) {
        while (!stopped && !Thread.currentThread().isInterrupted()) {
            try {
                turn(reader);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            } catch (DataAccessException | TransactionException e) {
                log.warn("Sending waits for the database: {}", e.getMessage());
                pause();
            } catch (RuntimeException e) {
                log.error("Messages could not be sent, their lease will end", e);
                pause();
            }
        }
    }

    private static void pause() {
        try {
            TimeUnit.MILLISECONDS.sleep(PATIENCE.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void turn(PushQueue.Reader reader) throws InterruptedException {
        if (breaker.isOpen(Breaker.EVERYTHING)) {
            TimeUnit.MILLISECONDS.sleep(PATIENCE.toMillis());
            return;
        }
        var told = told(reader);
        var ids = Stream.concat(passedOver.stream(), told.messages().stream()).toList();
        passedOver.clear();
        for (var from = 0; from < ids.size(); from += SendingSettings.CHUNK) {
            var to = Math.min(from + SendingSettings.CHUNK, ids.size());
            send(ids.subList(from, to));
        }
        done(told);
    }

    /** Single messages that wait together go together. */
    private PushQueue.Told told(PushQueue.Reader reader) throws InterruptedException {
        try {
            var told = reader.take(passedOver.isEmpty() ? BLOCKS : SHORTLY);
            while (!told.isEmpty() && told.messages().size() < SendingSettings.CHUNK) {
                var more = reader.take(Duration.ZERO);
                if (more.isEmpty()) {
                    return told;
                }
                told = told.and(more);
            }
            return told;
        } catch (DataAccessException e) {
            log.debug("There is no queue: the database is looked at", e);
            TimeUnit.MILLISECONDS.sleep(PATIENCE.toMillis());
            return new PushQueue.Told(deliveries.due(clock.instant(), SendingSettings.CHUNK), List.of());
        }
    }

    private void done(PushQueue.Told told) {
        try {
            queue.done(told);
        } catch (DataAccessException e) {
            log.debug("Another worker will look at these again, and find nothing", e);
        }
    }

    /** Sends those of these messages that nobody else has taken: first what goes in any case, and waits for no look-up. */
    void send(List<Long> ids) throws InterruptedException {
        var claimed = inTransaction(() -> claims.claim(ids, clock.instant(), settings.lease()));
        send(claimed.stream().filter(message -> !needless.mayBe(message)).toList(), List.of());
        var sorted = needless.sort(claimed.stream().filter(needless::mayBe).toList());
        send(sorted.toSend(), sorted.settled());
        passedOver.addAll(passedOver(ids, claimed));
    }

    private Collection<Long> passedOver(List<Long> ids, List<Claimed> claimed) {
        var missed = new TreeSet<>(ids);
        claimed.forEach(message -> missed.remove(message.id()));
        return missed.isEmpty() ? missed : claims.leftToWorkers(missed, clock.instant());
    }

    private void send(List<Claimed> messages, List<Result> settled) throws InterruptedException {
        if (messages.isEmpty() && settled.isEmpty()) {
            return;
        }
        var round = sender.send(messages, unread(messages), this::begin);
        round.add(settled);
        inTransaction(() -> record(round));
        round.results().forEach(result -> metrics.count(result, clock.instant()));
    }

    /** None where it cannot be written down: they are taken by somebody else when the lease has ended. */
    private Set<Long> begin(List<Claimed> messages) {
        try {
            return inTransaction(() -> claims.begin(messages, clock.instant(), settings.lease()));
        } catch (DataAccessException | TransactionException e) {
            log.warn("{} messages are not sent now: {}", messages.size(), e.getMessage());
            return Set.of();
        }
    }

    private Map<String, Long> unread(List<Claimed> messages) {
        return messages.isEmpty()
                ? Map.of()
                : claims.unread(messages.stream().map(Claimed::userId).collect(Collectors.toSet()), clock.instant());
    }

    private boolean record(Sender.Round round) {
        var now = clock.instant();
        claims.record(round.results(), now);
        checks.ask(doubtful(round), now.plus(settings.checkAfter()), now);
        round.projects().forEach(tokens::keepProject);
        for (var result : round.results()) {
            if (result instanceof Result.Gone gone) {
                tokens.disable(
                        gone.message().token(), gone.error(), gone.message().queuedAt());
            }
        }
        notifications.sumUp(new TreeSet<>(round.results().stream()
                .map(result -> result.message().notificationId())
                .toList()));
        return true;
    }

    private static Set<String> doubtful(Sender.Round round) {
        return round.results().stream()
                .filter(result -> result instanceof Result.Unknown)
                .map(result -> result.message().notificationId())
                .collect(Collectors.toSet());
    }

    private <T> T inTransaction(Supplier<T> work) {
        for (var attempt = 1; ; attempt++) {
            try {
                return Objects.requireNonNull(transactions.<T>execute(transaction -> work.get()));
            } catch (ConcurrencyFailureException e) {
                // Two workers sum up the same notification, each of its devices.
                if (attempt == ATTEMPTS) {
                    throw e;
                }
            }
        }
    }
}
