package com.startynk.sync.push.delivery;

import com.startynk.sync.protocol.feed.FindSeen;
import com.startynk.sync.protocol.feed.Seen;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import org.axonframework.queryhandling.QueryGateway;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.json.JsonMapper;

/**
 * Asks the reading side which devices hold already, by their cursors, what messages tell of. Who cannot be asked knows of none. It
 * asks in threads of its own: a query bus within the process answers in the thread of whoever asks, who then cannot stop waiting.
 */
final class SeenChanges implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(SeenChanges.class);

    /** A first question after a start takes its time, and only what may be needless waits for the answer. */
    static final Duration PATIENCE = Duration.ofSeconds(2);

    /** After a question without an answer: others wait behind it. */
    private static final Duration PAUSE = Duration.ofSeconds(10);

    private static final Duration IDLE = Duration.ofSeconds(30);

    /** Entities of one message; a larger digest is sent. */
    private static final int MOST = 100;

    /** Entities of one question. */
    static final int MOST_AT_ONCE = 500;

    private final QueryGateway queries;
    private final JsonMapper json;
    private final ExecutorService threads;
    private final Duration patience;
    private final Clock clock;
    private volatile Instant silentUntil = Instant.EPOCH;

    /**
     * Asks by this bus.
     *
     * @param askers questions at the same time; as many may wait, and what would be one more is not asked
     * @param patience for all questions about messages that go together
     */
    SeenChanges(QueryGateway queries, JsonMapper json, int askers, Duration patience, Clock clock) {
        this.queries = queries;
        this.json = json;
        var most = Math.max(1, askers);
        // A thread that has just answered takes a moment until it can be asked again.
        var pool = new ThreadPoolExecutor(
                most, most, IDLE.toSeconds(), TimeUnit.SECONDS, new ArrayBlockingQueue<>(most), task -> {
                    var thread = new Thread(task, "push-seen");
                    thread.setDaemon(true);
                    return thread;
                });
        pool.allowCoreThreadTimeOut(true);
        this.threads = pool;
        this.patience = patience;
        this.clock = clock;
    }

    /** What is asked about a message. */
    private record Asked(long messageId, FindSeen.Item item) {

        int entities() {
            return item.versions().size();
        }
    }

    /** The numbers of those of these messages whose device holds all that they tell of. */
    Set<Long> among(List<Claimed> messages) throws InterruptedException {
        var until = System.nanoTime() + patience.toNanos();
        var seen = new HashSet<Long>();
        var question = new ArrayList<Asked>();
        var entities = 0;
        for (var message : messages) {
            var asked = asked(message).orElse(null);
            if (asked != null) {
                if (entities + asked.entities() > MOST_AT_ONCE) {
                    seen.addAll(ask(question, until));
                    question.clear();
                    entities = 0;
                }
                question.add(asked);
                entities += asked.entities();
            }
        }
        seen.addAll(ask(question, until));
        return seen;
    }

    private Optional<Asked> asked(Claimed message) {
        var changes = ChangeList.of(message.changes());
        if (changes.isEmpty() || changes.size() > MOST) {
            return Optional.empty();
        }
        var data = json.readTree(message.data());
        return Optional.of(new Asked(
                message.id(),
                new FindSeen.Item(
                        message.userId(),
                        message.deviceId(),
                        data.path("entityType").asString(""),
                        data.path("projectId").asString(""),
                        changes.versions())));
    }

    private Set<Long> ask(List<Asked> some, long until) throws InterruptedException {
        if (some.isEmpty() || silentUntil.isAfter(clock.instant())) {
            return Set.of();
        }
        var question = new FindSeen(some.stream().map(Asked::item).toList());
        try {
            var answer =
                    threads.submit(() -> queries.query(question, Seen.class).get());
            try {
                return answer.get(Math.max(0, until - System.nanoTime()), TimeUnit.NANOSECONDS).items().stream()
                        .map(n -> some.get(n).messageId())
                        .collect(Collectors.toSet());
            } finally {
                answer.cancel(true);
            }
        } catch (ExecutionException | TimeoutException | RejectedExecutionException e) {
            silentUntil = clock.instant().plus(PAUSE);
            log.debug("Nobody says what devices hold", e);
            return Set.of();
        }
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
