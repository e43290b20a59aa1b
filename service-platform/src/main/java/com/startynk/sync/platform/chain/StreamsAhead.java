package com.startynk.sync.platform.chain;

import com.startynk.sync.platform.database.KeyLists;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.axonframework.eventhandling.DomainEventData;
import org.axonframework.messaging.unitofwork.CurrentUnitOfWork;
import org.axonframework.messaging.unitofwork.UnitOfWork;
import org.jspecify.annotations.Nullable;

/**
 * Streams that a unit of work has read all at once, since it is about to load them one by one. Those that have a snapshot are left
 * out: they are long, few, and nearly always in memory.
 *
 * <p>Only streams that were there are kept: one that is not may come while the unit of work lasts. They are read before the
 * aggregates are locked, so whoever loads one asks whether this process has stored more of it since. What another process stores
 * makes a clash of what is decided on it, as it does between loading and storing anyway.
 */
final class StreamsAhead {

    private static final String KEPT = "streams read ahead";

    private static final String SELECT =
            "SELECT e.* FROM domain_event e LEFT JOIN snapshot_event s ON s.aggregate_identifier = e.aggregate_identifier"
                    + " WHERE s.aggregate_identifier IS NULL AND e.aggregate_identifier IN (";

    /** Streams with the links of their last events. */
    record Read(Map<String, List<DomainEventData<?>>> events, Map<String, ChainTips.Tip> tips) {}

    /** Reads the columns of an event. */
    interface EventRow {

        DomainEventData<?> of(ResultSet row) throws SQLException;
    }

    private StreamsAhead() {}

    static Read read(Connection connection, Collection<String> streams, EventRow eventRow) throws SQLException {
        var events = new HashMap<String, List<DomainEventData<?>>>();
        var tips = new HashMap<String, ChainTips.Tip>();
        var padded = KeyLists.padded(streams);
        var sql = SELECT + String.join(", ", Collections.nCopies(padded.size(), "?")) + ")";
        try (var query = connection.prepareStatement(sql)) {
            for (var n = 0; n < padded.size(); n++) {
                query.setString(n + 1, padded.get(n));
            }
            try (var rows = query.executeQuery()) {
                while (rows.next()) {
                    var event = eventRow.of(rows);
                    var stream = event.getAggregateIdentifier();
                    events.computeIfAbsent(stream, any -> new ArrayList<>()).add(event);
                    tips.merge(
                            stream,
                            new ChainTips.Tip(event.getSequenceNumber(), rows.getBytes("chain_hash")),
                            (one, other) -> one.sequence() > other.sequence() ? one : other);
                }
            }
        }
        events.values().forEach(stream -> stream.sort(Comparator.comparing(DomainEventData::getSequenceNumber)));
        return new Read(events, tips);
    }

    static void keep(Map<String, List<DomainEventData<?>>> events, UnitOfWork<?> unitOfWork) {
        unitOfWork
                .root()
                .getOrComputeResource(KEPT, any -> new HashMap<String, List<DomainEventData<?>>>())
                .putAll(events);
    }

    /** The whole stream, if this unit of work has it. */
    static @Nullable List<DomainEventData<?>> find(String stream) {
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

    private static @Nullable Map<String, List<DomainEventData<?>>> kept() {
        return CurrentUnitOfWork.isStarted()
                ? CurrentUnitOfWork.get().root().<Map<String, List<DomainEventData<?>>>>getResource(KEPT)
                : null;
    }
}
