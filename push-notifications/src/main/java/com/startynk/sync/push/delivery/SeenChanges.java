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
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.axonframework.queryhandling.QueryGateway;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.json.JsonMapper;

/** Asks the reading side which devices hold already, by their cursors, what messages tell of. Who cannot be asked knows of none. */
final class SeenChanges {

    private static final Logger log = LoggerFactory.getLogger(SeenChanges.class);
    private static final Duration PATIENCE = Duration.ofMillis(200);

    /** After a question without an answer: others wait behind it. */
    private static final Duration PAUSE = Duration.ofSeconds(10);

    /** Entities of one message; a larger digest is sent. */
    private static final int MOST = 100;

    private final QueryGateway queries;
    private final JsonMapper json;
    private final Clock clock;
    private volatile Instant silentUntil = Instant.EPOCH;

    SeenChanges(QueryGateway queries, JsonMapper json, Clock clock) {
        this.queries = queries;
        this.json = json;
        this.clock = clock;
    }

    /** The numbers of those of these messages whose device holds all that they tell of. */
    Set<Long> among(List<Claimed> messages) throws InterruptedException {
        var ids = new ArrayList<Long>();
        var items = new ArrayList<FindSeen.Item>();
        for (var message : messages) {
            item(message).ifPresent(item -> {
                ids.add(message.id());
                items.add(item);
            });
        }
        var seen = new HashSet<Long>();
        ask(items).forEach(n -> seen.add(ids.get(n)));
        return seen;
    }

    private Optional<FindSeen.Item> item(Claimed message) {
        var changes = ChangeList.of(message.changes());
        if (changes.isEmpty() || changes.size() > MOST) {
            return Optional.empty();
        }
        var data = json.readTree(message.data());
        return Optional.of(new FindSeen.Item(
                message.userId(),
                message.deviceId(),
                data.path("entityType").asString(""),
                data.path("projectId").asString(""),
                changes.versions()));
    }

    private Set<Integer> ask(List<FindSeen.Item> items) throws InterruptedException {
        if (items.isEmpty() || silentUntil.isAfter(clock.instant())) {
            return Set.of();
        }
        try {
            return queries.query(new FindSeen(items), Seen.class)
                    .get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)
                    .items();
        } catch (ExecutionException | TimeoutException e) {
            silentUntil = clock.instant().plus(PAUSE);
            log.debug("Nobody says what devices hold", e);
            return Set.of();
        }
    }
}
