package com.startynk.sync.platform.chain;

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
import org.axonframework.eventsourcing.eventstore.jdbc.EventSchema;
import org.axonframework.eventsourcing.eventstore.jdbc.statements.AppendEventsStatementBuilder;
import org.axonframework.eventsourcing.eventstore.jdbc.statements.TimestampWriter;
import org.axonframework.serialization.Serializer;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Stores events with the links of their chain, in the one statement that stores them anyway. Where the link before is not
 * remembered it is looked up, once for all events of an append.
 */
public final class ChainedAppends implements AppendEventsStatementBuilder {

    private static final String INSERT = "INSERT INTO domain_event (event_identifier, aggregate_identifier,"
            + " sequence_number, type, time_stamp, payload_type, payload_revision, payload, meta_data, chain_hash)"
            + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";

    private final ChainKeys keys;
    private final ChainTips tips = new ChainTips();

    public ChainedAppends(ChainKeys keys) {
        this.keys = keys;
    }

    @Override
    public PreparedStatement build(
            Connection connection,
            EventSchema schema,
            Class<?> dataType,
            List<? extends EventMessage<?>> messages,
            Serializer serializer,
            TimestampWriter timestamps)
            throws SQLException {
        var events =
                messages.stream().map(message -> stored(message, serializer)).toList();
        var before = linksBefore(events, connection);
        var after = new HashMap<String, ChainTips.Tip>();
        var statement = connection.prepareStatement(INSERT);
        for (var event : events) {
            var previous = Objects.requireNonNullElse(after.get(event.stream()), before.get(event.stream()));
            var link = event.link(keys.present(), previous.link());
            set(statement, event, link);
            statement.addBatch();
            after.put(event.stream(), new ChainTips.Tip(event.sequence(), link));
        }
        remember(events, after);
        return statement;
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

    /** Repeated up to one of a few counts, so that few statements are prepared. */
    private static Map<String, ChainTips.Tip> lookUp(List<ChainedEvent> unknown, Connection connection)
            throws SQLException {
        var count = 1;
        while (count < unknown.size()) {
            count *= 4;
        }
        var sql = "SELECT aggregate_identifier, sequence_number, chain_hash FROM domain_event"
                + " WHERE (aggregate_identifier, sequence_number) IN ("
                + String.join(", ", Collections.nCopies(count, "(?, ?)")) + ")";
        var found = new HashMap<String, ChainTips.Tip>();
        try (var query = connection.prepareStatement(sql)) {
            for (var n = 0; n < count; n++) {
                var event = unknown.get(Math.min(n, unknown.size() - 1));
                query.setString(2 * n + 1, event.stream());
                query.setLong(2 * n + 2, event.sequence() - 1);
            }
            try (var rows = query.executeQuery()) {
                while (rows.next()) {
                    found.put(rows.getString(1), new ChainTips.Tip(rows.getLong(2), rows.getBytes(3)));
                }
            }
        }
        return found;
    }

    /** What is not committed yet may never be. */
    private void remember(List<ChainedEvent> events, Map<String, ChainTips.Tip> after) {
        var streams = new LinkedHashSet<String>();
        events.stream()
                .filter(event -> event.type() != null)
                .map(ChainedEvent::stream)
                .forEach(streams::add);
        after.keySet().retainAll(streams);
        tips.forget(streams);
        if (!after.isEmpty() && TransactionSynchronizationManager.isSynchronizationActive()) {
            TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
                @Override
                public void afterCommit() {
                    tips.committed(after);
                }
            });
        }
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

    private static void set(PreparedStatement statement, ChainedEvent event, byte[] link) throws SQLException {
        statement.setString(1, event.eventId());
        statement.setString(2, event.stream());
        statement.setLong(3, event.sequence());
        statement.setString(4, event.type());
        statement.setString(5, event.time());
        statement.setString(6, event.payloadType());
        statement.setString(7, event.revision());
        statement.setBytes(8, event.payload());
        statement.setBytes(9, event.metaData());
        statement.setBytes(10, link);
    }
}
