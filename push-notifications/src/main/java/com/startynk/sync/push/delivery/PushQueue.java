package com.startynk.sync.push.delivery;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.data.domain.Range;
import org.springframework.data.redis.connection.RedisConnection;
import org.springframework.data.redis.connection.stream.ByteRecord;
import org.springframework.data.redis.connection.stream.Consumer;
import org.springframework.data.redis.connection.stream.PendingMessage;
import org.springframework.data.redis.connection.stream.ReadOffset;
import org.springframework.data.redis.connection.stream.RecordId;
import org.springframework.data.redis.connection.stream.StreamOffset;
import org.springframework.data.redis.connection.stream.StreamReadOptions;
import org.springframework.data.redis.core.StringRedisTemplate;

/**
 * Tells workers of all nodes which messages wait: a stream on Redis that they read as one group. It says where to look and
 * decides nothing: a message is taken in the database, so one that is told twice is sent once, and one that is lost here is
 * found by the sweep.
 */
final class PushQueue {

    private static final Logger log = LoggerFactory.getLogger(PushQueue.class);
    private static final String GROUP = "workers";
    private static final String IDS = "ids";

    /** Entries; with fewer than these a message that nobody has taken was lost, and does not just wait. */
    private static final long NEARLY_EMPTY = 50;

    private final StringRedisTemplate redis;
    private final String stream;
    private volatile boolean grouped;

    PushQueue(StringRedisTemplate redis, String name) {
        this.redis = redis;
        this.stream = "{" + name + "}:queue";
    }

    /**
     * Messages to be looked at, and what to acknowledge once they were.
     *
     * @param messages numbers
     */
    record Told(List<Long> messages, List<RecordId> entries) {

        boolean isEmpty() {
            return entries.isEmpty();
        }

        Told and(Told more) {
            return new Told(
                    Stream.concat(messages.stream(), more.messages.stream()).toList(),
                    Stream.concat(entries.stream(), more.entries.stream()).toList());
        }
    }

    /** Tells of messages, as many at a time as one request takes. What cannot be told now is found by the sweep. */
    void offer(List<Long> messages) {
        try {
            for (var from = 0; from < messages.size(); from += SendingSettings.CHUNK) {
                var chunk = messages.subList(from, Math.min(from + SendingSettings.CHUNK, messages.size()));
                var ids = String.join(",", chunk.stream().map(String::valueOf).toList());
                redis.opsForStream().add(stream, Map.of(IDS, ids));
            }
        } catch (DataAccessException e) {
            log.warn("Workers could not be told of messages: {}", e.getMessage());
        }
    }

    /** A worker's own connection: one that waits on the queue keeps others from using it. */
    final class Reader implements AutoCloseable {

        private final String consumer = UUID.randomUUID().toString();
        private @Nullable RedisConnection connection;

        /**
         * Waits for messages that no other worker was told of.
         *
         * @param patience zero for not at all
         * @throws DataAccessException without Redis
         */
        @SuppressWarnings("unchecked") // an array of what has a type of its own
        Told take(Duration patience) {
            var options = StreamReadOptions.empty().count(1);
            try {
                var read = grouped(() -> open().streamCommands()
                        .xReadGroup(
                                Consumer.from(GROUP, consumer),
                                patience.isZero() ? options : options.block(patience),
                                StreamOffset.create(stream.getBytes(UTF_8), ReadOffset.lastConsumed())));
                return told(read);
            } catch (DataAccessException e) {
                close();
                throw e;
            }
        }

        private RedisConnection open() {
            var open = connection;
            if (open == null) {
                open = Objects.requireNonNull(redis.getConnectionFactory()).getConnection();
                connection = open;
            }
            return open;
        }

        @Override
        public void close() {
            var open = connection;
            connection = null;
            if (open != null) {
                open.close();
            }
        }
    }

    Reader reader() {
        return new Reader();
    }

    /** Forgets what a worker was told of that has not been heard of since: the sweep tells others. */
    void forget(Duration silence) {
        var idle = grouped(
                () -> redis.opsForStream().pending(stream, GROUP, Range.unbounded(), SendingSettings.CHUNK).stream()
                        .filter(pending ->
                                pending.getElapsedTimeSinceLastDelivery().compareTo(silence) > 0)
                        .map(PendingMessage::getId)
                        .toList());
        done(new Told(List.of(), idle));
    }

    /** These were looked at. */
    void done(Told told) {
        if (!told.isEmpty()) {
            var entries = told.entries().toArray(RecordId[]::new);
            redis.opsForStream().acknowledge(stream, GROUP, entries);
            redis.opsForStream().delete(stream, entries);
        }
    }

    /** Also when there is no Redis to ask. */
    boolean isNearlyEmpty() {
        try {
            var size = redis.opsForStream().size(stream);
            return size == null || size < NEARLY_EMPTY;
        } catch (DataAccessException e) {
            log.debug("The queue cannot be looked at", e);
            return true;
        }
    }

    private <T> List<T> grouped(Supplier<@Nullable List<T>> reading) {
        if (!grouped) {
            makeGroup();
        }
        try {
            var read = reading.get();
            return read == null ? List.of() : read;
        } catch (DataAccessException e) {
            // A Redis that has lost its memory has no group; the next reader makes one.
            grouped = false;
            throw e;
        }
    }

    private void makeGroup() {
        try {
            redis.opsForStream().createGroup(stream, ReadOffset.from("0"), GROUP);
        } catch (DataAccessException e) {
            if (!String.valueOf(e.getMostSpecificCause().getMessage()).contains("BUSYGROUP")) {
                throw e;
            }
        }
        grouped = true;
    }

    private static Told told(List<ByteRecord> entries) {
        var messages = new ArrayList<Long>();
        var ids = new ArrayList<RecordId>();
        for (var entry : entries) {
            ids.add(entry.getId());
            entry.getValue().values().stream()
                    .flatMap(text -> Stream.of(new String(text, UTF_8).split(",")))
                    .map(Long::valueOf)
                    .forEach(messages::add);
        }
        return new Told(List.copyOf(messages), List.copyOf(ids));
    }
}
