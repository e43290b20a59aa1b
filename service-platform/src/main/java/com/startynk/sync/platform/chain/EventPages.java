package com.startynk.sync.platform.chain;

import com.startynk.sync.platform.database.KeyLists;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Collections;
import java.util.List;
import org.axonframework.eventsourcing.eventstore.jdbc.EventSchema;
import org.axonframework.eventsourcing.eventstore.jdbc.JdbcEventStorageEngine;

/**
 * How events are read over all streams: so many at a time, however far apart their places are. Axon's own way reads so many
 * places at a time; whether there is more behind them takes it two more statements, and it asks after every append.
 */
final class EventPages {

    /** In events. */
    static final int SIZE = 200;

    private static final String AFTER = "global_index > ?";

    private EventPages() {}

    static JdbcEventStorageEngine.Builder readBy(JdbcEventStorageEngine.Builder builder) {
        return builder.batchSize(SIZE)
                .extendedGapCheckEnabled(false)
                .readEventDataWithoutGaps(
                        (connection, schema, place, size) -> page(connection, schema, place, size, List.of()))
                .readEventDataWithGaps(EventPages::page);
    }

    /** @param gaps places before it that were empty, and may have been filled since */
    private static PreparedStatement page(
            Connection connection, EventSchema schema, long place, int size, List<Long> gaps) throws SQLException {
        var filled = KeyLists.padded(gaps);
        var where = filled.isEmpty()
                ? AFTER
                : AFTER + " OR global_index IN (" + String.join(", ", Collections.nCopies(filled.size(), "?")) + ")";
        var statement = connection.prepareStatement("SELECT " + schema.trackedEventFields()
                + " FROM domain_event WHERE " + where + " ORDER BY global_index LIMIT " + size);
        statement.setLong(1, place);
        for (var n = 0; n < filled.size(); n++) {
            statement.setLong(n + 2, filled.get(n));
        }
        return statement;
    }
}
