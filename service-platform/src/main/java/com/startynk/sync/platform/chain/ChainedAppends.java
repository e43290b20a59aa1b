package com.startynk.sync.platform.chain;

import com.startynk.sync.platform.database.KeyLists;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.axonframework.common.DateTimeUtils;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.serialization.Serializer;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Stores events with the links of their chain, in the statements that store them anyway. Where the link before is not
 * remembered it is looked up, once for all events of an append.
 */
final class ChainedAppends {

    private static final String INSERT = "INSERT INTO domain_event (event_identifier, aggregate_identifier,"
            + " sequence_number, type, time_stamp, payload_type, payload_revision, payload, meta_data, chain_hash)"
            + " VALUES ";

    private static final String ROW = "(?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";
    private static final int COLUMNS = 10;

    /** Events of one statement: these are prepared once for each connection, and fit the driver's cache by their length. */
    private static final int[] SIZES = {64, 32, 16, 8, 7, 6, 5, 4, 3, 2, 1};

    /** Payloads of one statement; a quarter of what MariaDB takes as it comes. */
    private static final long MOST_BYTES = 4L << 20;

    private final ChainKeys keys;
    private final ChainTips tips = new ChainTips();
    private final StreamWrites writes = new StreamWrites();

    ChainedAppends(ChainKeys keys) {
        this.keys = keys;
    }

    /** Stores events behind those that are stored. Must be called in a transaction. */
    void store(Connection connection, List<? extends EventMessage<?>> messages, Serializer serializer)
            throws SQLException {
        var events =
                messages.stream().map(message -> stored(message, serializer)).toList();
        var before = linksBefore(events, connection);
        var after = new HashMap<String, ChainTips.Tip>();
        var links = new ArrayList<byte[]>();
        for (var event : events) {
            var previous = Objects.requireNonNullElse(after.get(event.stream()), before.get(event.stream()));
            var link = event.link(keys.present(), previous.link());
            links.add(link);
            after.put(event.stream(), new ChainTips.Tip(event.sequence(), link));
        }
        for (var at = 0; at < events.size(); ) {
            var size = portion(events.subList(at, events.size()));
            insert(connection, events.subList(at, at + size), links.subList(at, at + size));
            at += size;
        }
        remember(events, after);
    }

    /** Takes in the last links of streams, as they were read from the database by who has not written to them. */
    void know(Map<String, ChainTips.Tip> stored) {
        tips.committed(stored);
    }

    /** What this process has written, to whichever stream. */
    StreamWrites writes() {
        return writes;
    }

    /** How many of these one statement takes: the server takes no packet of any size. */
    private static int portion(List<ChainedEvent> events) {
        for (var size : SIZES) {
            if (size <= events.size()
                    && events.subList(0, size).stream()
                                    .mapToLong(event -> event.payload().length)
                                    .sum()
                            <= MOST_BYTES) {
                return size;
            }
        }
        return 1;
    }

    private static void insert(Connection connection, List<ChainedEvent> events, List<byte[]> links)
            throws SQLException {
        try (var statement =
                connection.prepareStatement(INSERT + String.join(", ", Collections.nCopies(events.size(), ROW)))) {
            for (var n = 0; n < events.size(); n++) {
                set(statement, n * COLUMNS, events.get(n), links.get(n));
            }
            statement.executeUpdate();
        }
    }

    /** By stream, the last link that is stored. */
    private Map<String, ChainTips.Tip> linksBefore(List<ChainedEvent> events, Connection connection)
            throws SQLException {
        var links = new HashMap<String, ChainTips.Tip>();
        var unknown = new ArrayList<ChainedEvent>();
        for (var event : events) {
            if (links.containsKey(event.stream())) {
                continue;
            }
            var tip = tips.find(event.stream(), event.sequence() - 1);
            links.put(event.stream(), tip == null ? new ChainTips.Tip(-1, null) : tip);
            if (tip == null && event.sequence() > 0) {
                unknown.add(event);
            }
        }
        if (!unknown.isEmpty()) {
            links.putAll(lookUp(unknown, connection));
        }
        return links;
    }

    private static Map<String, ChainTips.Tip> lookUp(List<ChainedEvent> unknown, Connection connection)
            throws SQLException {
        var padded = KeyLists.padded(unknown);
        var sql = "SELECT aggregate_identifier, sequence_number, chain_hash FROM domain_event"
                + " WHERE (aggregate_identifier, sequence_number) IN ("
                + String.join(", ", Collections.nCopies(padded.size(), "(?, ?)")) + ")";
        var found = new HashMap<String, ChainTips.Tip>();
        try (var query = connection.prepareStatement(sql)) {
            for (var n = 0; n < padded.size(); n++) {
                query.setString(2 * n + 1, padded.get(n).stream());
                query.setLong(2 * n + 2, padded.get(n).sequence() - 1);
            }
            try (var rows = query.executeQuery()) {
                while (rows.next()) {
                    found.put(rows.getString(1), new ChainTips.Tip(rows.getLong(2), rows.getBytes(3)));
                }
            }
        }
        return found;
    }

    /** What is not committed yet may never be; whether it was is not always told. */
    private void remember(List<ChainedEvent> events, Map<String, ChainTips.Tip> after) {
        var streams = new LinkedHashSet<String>();
        events.stream()
                .filter(event -> event.type() != null)
                .map(ChainedEvent::stream)
                .forEach(streams::add);
        after.keySet().retainAll(streams);
        if (!TransactionSynchronizationManager.isSynchronizationActive()) {
            writes.count(streams);
            return;
        }
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            @Override
            public void afterCommit() {
                tips.committed(after);
            }

            @Override
            public void afterCompletion(int status) {
                writes.count(streams);
            }
        });
    }

    /** What no aggregate has told is a stream of its own. */
    private static ChainedEvent stored(EventMessage<?> message, Serializer serializer) {
        var ofAggregate = message instanceof DomainEventMessage<?> told ? told : null;
        var payload = message.serializePayload(serializer, byte[].class);
        return new ChainedEvent(
                message.getIdentifier(),
                ofAggregate == null ? message.getIdentifier() : ofAggregate.getAggregateIdentifier(),
                ofAggregate == null ? 0 : ofAggregate.getSequenceNumber(),
                ofAggregate == null ? null : ofAggregate.getType(),
                DateTimeUtils.formatInstant(message.getTimestamp()),
                payload.getType().getName(),
                payload.getType().getRevision(),
                payload.getData(),
                message.serializeMetaData(serializer, byte[].class).getData());
    }

    private static void set(PreparedStatement statement, int before, ChainedEvent event, byte[] link)
            throws SQLException {
        statement.setString(before + 1, event.eventId());
        statement.setString(before + 2, event.stream());
        statement.setLong(before + 3, event.sequence());
        statement.setString(before + 4, event.type());
        statement.setString(before + 5, event.time());
        statement.setString(before + 6, event.payloadType());
        statement.setString(before + 7, event.revision());
        statement.setBytes(before + 8, event.payload());
        statement.setBytes(before + 9, event.metaData());
        statement.setBytes(before + 10, link);
    }
}
