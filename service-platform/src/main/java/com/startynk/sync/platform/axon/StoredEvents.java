package com.startynk.sync.platform.axon;

import com.startynk.sync.platform.database.KeyLists;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.axonframework.common.DateTimeUtils;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.EventUtils;
import org.axonframework.eventhandling.GenericDomainEventEntry;
import org.axonframework.eventhandling.GlobalSequenceTrackingToken;
import org.axonframework.eventhandling.TrackedDomainEventData;
import org.axonframework.eventhandling.TrackedEventData;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.serialization.Serializer;
import org.axonframework.serialization.upcasting.event.EventUpcaster;
import org.springframework.jdbc.core.JdbcOperations;

/**
 * The event store, read over all streams in pages by those who ask for what has happened. Each page is one short statement over
 * a bounded stretch of the store, so whoever takes his time holds neither a connection nor a transaction.
 */
public final class StoredEvents {

    /** As much as fits into a moment, where nothing of it is wanted. */
    private static final int STRETCH = 20_000;

    private static final int PAGE = 200;

    /** How far the clocks of nodes, and so the times of neighbours in the store, may be apart. */
    private static final Duration DISORDER = Duration.ofMinutes(10);

    private static final String SELECT = "SELECT global_index, event_identifier, aggregate_identifier, sequence_number,"
            + " type, time_stamp, payload_type, payload_revision, payload, meta_data FROM domain_event";

    private final JdbcOperations jdbc;
    private final Serializer serializer;
    private final EventUpcaster upcasters;

    StoredEvents(JdbcOperations jdbc, Serializer serializer, EventUpcaster upcasters) {
        this.jdbc = jdbc;
        this.serializer = serializer;
        this.upcasters = upcasters;
    }

    /**
     * Which events are wanted.
     *
     * @param condition in SQL
     */
    public record Wanted(String condition, List<Object> values) {

        public Wanted {
            values = List.copyOf(values);
        }

        /** Those whose metadata has this text under this key. It is for the reader to look again. */
        public static Wanted withMetaData(String key, String value) {
            return new Wanted("LOCATE(?, meta_data) > 0", List.of("\"" + key + "\":\"" + value + "\""));
        }

        /** Those of these classes. */
        public static Wanted of(Collection<Class<?>> payloads) {
            return new Wanted(
                    "payload_type IN (" + String.join(", ", Collections.nCopies(payloads.size(), "?")) + ")",
                    payloads.stream().<Object>map(Class::getName).toList());
        }
    }

    /**
     * A stretch of the store.
     *
     * @param end where the next one begins
     */
    public record Page(List<TrackedEventMessage<?>> events, long end) {

        public Page {
            events = List.copyOf(events);
        }
    }

    /** The place of the newest event; 0 where there is none. */
    public long head() {
        return index("SELECT MAX(global_index) FROM domain_event");
    }

    /** What is wanted after a place, up to another, oldest first. May be empty and yet not the last. */
    public Page after(long place, long last, Wanted wanted) {
        var end = Math.min(place + STRETCH, last);
        var rows = rows("global_index > ? AND global_index <= ?", place, end, wanted, "");
        return new Page(messages(rows), rows.size() < PAGE ? end : place(rows.get(PAGE - 1)));
    }

    /** What is wanted before a place, down to another, newest first. May be empty and yet not the last. */
    public Page before(long place, long first, Wanted wanted) {
        var end = Math.max(place - STRETCH, first);
        var rows = rows("global_index < ? AND global_index >= ?", place, end, wanted, " DESC");
        return new Page(messages(rows), rows.size() < PAGE ? end : place(rows.get(PAGE - 1)));
    }

    /**
     * Where a reader of streams is.
     *
     * @param sequence of the last event that he has of it; -1 for none
     */
    public record InStream(String stream, long sequence) {

        public static final InStream BEGINNING = new InStream("", -1);
    }

    /** Events of all streams of one type of aggregate, stream by stream in the order of their names; empty at the end. */
    public List<DomainEventMessage<?>> streams(String aggregateType, InStream after, int limit) {
        var rows = new ArrayList<TrackedEventData<?>>(
                after.sequence() < 0
                        ? List.of()
                        : streamRows("aggregate_identifier = ? AND sequence_number > ?", "", after, limit));
        if (rows.size() < limit) {
            rows.addAll(streamRows(
                    "aggregate_identifier > ?", " AND type = '" + aggregateType + "'", after, limit - rows.size()));
        }
        return messages(rows).stream()
                .<DomainEventMessage<?>>map(message -> (DomainEventMessage<?>) message)
                .toList();
    }

    private List<TrackedEventData<?>> streamRows(String where, String type, InStream after, int limit) {
        var values = where.contains("sequence_number")
                ? new Object[] {after.stream(), after.sequence()}
                : new Object[] {after.stream()};
        // Else the optimizer sorts the whole table for its first page.
        return jdbc.query(
                SELECT + " FORCE INDEX (domain_event_in_aggregate) WHERE " + where + type
                        + " ORDER BY aggregate_identifier, sequence_number LIMIT " + limit,
                (row, n) -> read(row),
                values);
    }

    /** The first event of each of these streams that there is. */
    List<DomainEventMessage<?>> beginningsOf(Collection<String> streams) {
        if (streams.isEmpty()) {
            return List.of();
        }
        var padded = KeyLists.padded(streams);
        List<TrackedEventData<?>> rows = jdbc.query(
                SELECT + " WHERE sequence_number = 0 AND aggregate_identifier IN ("
                        + String.join(", ", Collections.nCopies(padded.size(), "?")) + ")",
                (row, n) -> read(row),
                padded.toArray());
        return messages(rows).stream()
                .<DomainEventMessage<?>>map(message -> (DomainEventMessage<?>) message)
                .toList();
    }

    /** The place of the first event of a stream; 0 where there is none. */
    public long beginningOf(String stream) {
        return jdbc
                .queryForList(
                        "SELECT global_index FROM domain_event WHERE aggregate_identifier = ? AND sequence_number = 0",
                        Long.class,
                        stream)
                .stream()
                .findFirst()
                .orElse(0L);
    }

    /** The number of the last event of a stream; -1 where there is none. */
    public long lastSequence(String stream) {
        return jdbc
                .queryForList(
                        "SELECT sequence_number FROM domain_event WHERE aggregate_identifier = ?"
                                + " ORDER BY sequence_number DESC LIMIT 1",
                        Long.class,
                        stream)
                .stream()
                .findFirst()
                .orElse(-1L);
    }

    /** How many there are, about. */
    public long count() {
        return index("SELECT COUNT(*) FROM domain_event");
    }

    /** A place before which nothing is of this time or later. */
    public long placeBefore(Instant time) {
        return search(time.minus(DISORDER)) - 1;
    }

    /** A place after which nothing is of before this time. */
    public long placeAfter(Instant time) {
        return search(time.plus(DISORDER));
    }

    /** The first place from which on the store is not older, give or take the disorder. */
    private long search(Instant time) {
        var low = 0L;
        var high = head() + 1;
        while (low < high) {
            var middle = (low + high) >>> 1;
            var there = jdbc.query(
                    "SELECT time_stamp FROM domain_event WHERE global_index >= ? ORDER BY global_index LIMIT 1",
                    (row, n) -> DateTimeUtils.parseInstant(row.getString(1)),
                    middle);
            if (there.isEmpty() || !there.get(0).isBefore(time)) {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        return low;
    }

    private List<TrackedEventData<?>> rows(String stretch, long one, long other, Wanted wanted, String order) {
        var values = new ArrayList<Object>(List.of(one, other));
        values.addAll(wanted.values());
        return jdbc.query(
                SELECT + " WHERE " + stretch + " AND " + wanted.condition() + " ORDER BY global_index" + order
                        + " LIMIT " + PAGE,
                (row, n) -> read(row),
                values.toArray());
    }

    private List<TrackedEventMessage<?>> messages(List<TrackedEventData<?>> rows) {
        Stream<TrackedEventData<?>> stored = rows.stream();
        return EventUtils.upcastAndDeserializeTrackedEvents(stored, serializer, upcasters)
                .collect(Collectors.toList());
    }

    /** The place of an event that was read here. */
    public static long place(TrackedEventMessage<?> event) {
        return event.trackingToken().position().orElseThrow();
    }

    private static long place(TrackedEventData<?> row) {
        return row.trackingToken().position().orElseThrow();
    }

    private long index(String sql) {
        var found = jdbc.queryForObject(sql, Long.class);
        return found == null ? 0 : found;
    }

    private static TrackedEventData<?> read(ResultSet row) throws SQLException {
        var token = new GlobalSequenceTrackingToken(row.getLong(1));
        return new TrackedDomainEventData<>(
                token,
                new GenericDomainEventEntry<>(
                        row.getString(5),
                        row.getString(3),
                        row.getLong(4),
                        row.getString(2),
                        row.getString(6),
                        row.getString(7),
                        row.getString(8),
                        row.getBytes(9),
                        row.getBytes(10)));
    }
}
