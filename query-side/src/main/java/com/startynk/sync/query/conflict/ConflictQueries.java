package com.startynk.sync.query.conflict;

import com.startynk.sync.protocol.conflict.ConflictView;
import com.startynk.sync.protocol.conflict.FindConflict;
import org.axonframework.queryhandling.QueryHandler;

/** Answers other services about conflicts. */
public final class ConflictQueries {

    private final ConflictReader reader;

    public ConflictQueries(ConflictReader reader) {
        this.reader = reader;
    }

    @QueryHandler
    ConflictView handle(FindConflict query) {
        return reader.one(query.conflictId(), query.caller());
    }
}
