package com.startynk.sync.command.resolution;

import com.startynk.sync.protocol.Caller;
import com.startynk.sync.protocol.SyncFailure;
import com.startynk.sync.protocol.conflict.ConflictView;
import com.startynk.sync.protocol.conflict.FindConflict;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.axonframework.queryhandling.QueryGateway;

/** Asks the query side for a conflict: it knows whose they are, and who may see them. */
final class ConflictFinder {

    /** More than the query side itself waits for what was stored before the question. */
    private static final int SECONDS = 5;

    private final QueryGateway queries;

    ConflictFinder(QueryGateway queries) {
        this.queries = queries;
    }

    ConflictView find(String conflictId, Caller caller) {
        try {
            return queries.query(new FindConflict(caller, conflictId), ConflictView.class)
                    .get(SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException failure) {
                throw failure;
            }
            throw new IllegalStateException("a conflict could not be looked up", e);
        } catch (TimeoutException e) {
            throw SyncFailure.unavailable("conflicts cannot be looked up now");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw SyncFailure.unavailable("conflicts cannot be looked up now");
        }
    }
}
