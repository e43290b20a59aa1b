package com.startynk.sync.platform.chain;

import com.startynk.sync.platform.database.KeyLists;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.axonframework.eventhandling.DomainEventData;
import org.axonframework.messaging.unitofwork.CurrentUnitOfWork;
import org.axonframework.messaging.unitofwork.UnitOfWork;
import org.jspecify.annotations.Nullable;

/**
 * Streams that a unit of work has read all at once, since it is about to load them one by one. Those that have a snapshot are left
 * out: they are long, few, and nearly always in memory.
 *
 * <p>Only streams that were there are kept: one that is not may come while the unit of work lasts. They are read before the
 * aggregates are locked, so whoever loads one asks whether this process has written to it since. What another process stores
 * makes a clash of what is decided on it, as it does between loading and storing anyway.
 */
final class StreamsAhead {

    private static final String KEPT = "streams read ahead";

    /** In events: what many large ones take must not fill the memory. */
    private static final int MOST = 500;

    private static final String SELECT = "SELECT e.* FROM domain_event e FORCE INDEX (domain_event_in_aggregate)"
            + " LEFT JOIN snapshot_event s ON s.aggregate_identifier = e.aggregate_identifier"
            + " WHERE s.aggregate_identifier IS NULL AND e.aggregate_identifier IN (";

    private static final String IN_ORDER = ") ORDER BY e.aggregate_identifier, e.sequence_number LIMIT " + MOST;

    /**
     * A whole stream.
     *
     * @param tip the link of its last event
     * @param writes what {@link StreamWrites} said before it was read
     */
    record Ahead(List<DomainEventData<?>> events, ChainTips.Tip tip, long writes) {}

    /** Reads the columns of an event. */
    interface EventRow {

        DomainEventData<?> of(ResultSet row) throws SQLException;
    }

    private StreamsAhead() {}

    /** Reads those of these streams that there are; not all, where they have very many events. */
    static Map<String, Ahead> read(
            Connection connection, Collection<String> streams, EventRow eventRow, StreamWrites writes)
            throws SQLException {
        var written = streams.stream().collect(Collectors.toMap(stream -> stream, writes::of, (one, other) -> one));
        var events = new LinkedHashMap<String, List<DomainEventData<?>>>();
        var tips = new HashMap<String, ChainTips.Tip>();
        var count = 0;
        var last = "";
        var padded = KeyLists.padded(streams);
        var sql = SELECT + String.join(", ", Collections.nCopies(padded.size(), "?")) + IN_ORDER;
        try (var query = connection.prepareStatement(sql)) {
            for (var n = 0; n < padded.size(); n++) {
                query.setString(n + 1, padded.get(n));
            }
            try (var rows = query.executeQuery()) {
                while (rows.next()) {
                    var event = eventRow.of(rows);
                    last = event.getAggregateIdentifier();
                    events.computeIfAbsent(last, any -> new ArrayList<>()).add(event);
                    tips.put(last, new ChainTips.Tip(event.getSequenceNumber(), rows.getBytes("chain_hash")));
                    count++;
                }
            }
        }
        if (count == MOST) {
            events.remove(last); // There may be more of it.
        }
        var ahead = new HashMap<String, Ahead>();
        events.forEach((stream, its) -> ahead.put(
                stream,
                new Ahead(its, Objects.requireNonNull(tips.get(stream)), Objects.requireNonNull(written.get(stream)))));
        return ahead;
    }

    static void keep(Map<String, Ahead> streams, UnitOfWork<?> unitOfWork) {
        unitOfWork
                .root()
                .getOrComputeResource(KEPT, any -> new HashMap<String, Ahead>())
                .putAll(streams);
    }

    /** The stream, if this unit of work has it. */
    static @Nullable Ahead find(String stream) {
        var kept = kept();
        return kept == null ? null : kept.get(stream);
    }

    /** Gives up a stream that has been loaded. */
    static void drop(String stream) {
        var kept = kept();
        if (kept != null) {
            kept.remove(stream);
        }
    }

    private static @Nullable Map<String, Ahead> kept() {
        return CurrentUnitOfWork.isStarted()
                ? CurrentUnitOfWork.get().root().<Map<String, Ahead>>getResource(KEPT)
                : null;
    }
}
