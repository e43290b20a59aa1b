package com.startynk.sync.command.entity;

import com.startynk.sync.events.entity.MutationId;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import org.springframework.jdbc.core.JdbcOperations;

/** Uses of mutation ids, found by the key that keeps them unique: the identifiers of the stored events. */
public final class MutationUseRows implements MutationUses {

    private final JdbcOperations jdbc;

    public MutationUseRows(JdbcOperations jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public Map<MutationId, String> streamsOf(Collection<MutationId> mutations) {
        var streams = new HashMap<MutationId, String>();
        var marks = String.join(", ", Collections.nCopies(mutations.size(), "?"));
        jdbc.query(
                "SELECT event_identifier, aggregate_identifier FROM domain_event WHERE event_identifier IN (" + marks
                        + ")",
                row -> {
                    streams.put(MutationId.of(row.getString(1)), row.getString(2));
                },
                mutations.stream().map(MutationId::toString).toArray());
        return streams;
    }
}
