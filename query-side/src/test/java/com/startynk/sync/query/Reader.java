package com.startynk.sync.query;

import com.startynk.sync.protocol.Caller;
import com.startynk.sync.protocol.updates.Change;
import com.startynk.sync.protocol.updates.ChangeOperation;
import com.startynk.sync.protocol.updates.PullUpdates;
import com.startynk.sync.protocol.updates.UpdatesPage;
import com.startynk.sync.protocol.updates.UpdatesQuery;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletionException;
import org.axonframework.queryhandling.QueryGateway;
import org.jspecify.annotations.Nullable;

/** A device that pulls: keeps its cursor and what it has been told. */
public final class Reader {

    private final QueryGateway queries;
    private final Caller caller;
    private final Map<String, Change> state = new TreeMap<>();
    private @Nullable String cursor;
    private List<String> projects = List.of();
    private List<String> types = List.of();
    private int limit = UpdatesQuery.DEFAULT_LIMIT;

    public Reader(RunningQuerySide querySide, Caller caller) {
        this.queries = querySide.bean(QueryGateway.class);
        this.caller = caller;
    }

    public Reader of(List<String> projectIds) {
        projects = projectIds;
        return this;
    }

    public Reader types(List<String> entityTypes) {
        types = entityTypes;
        return this;
    }

    public Reader inStepsOf(int changes) {
        limit = changes;
        return this;
    }

    /** Goes on from elsewhere; null begins anew, with nothing known. */
    public Reader from(@Nullable String otherCursor) {
        cursor = otherCursor;
        if (otherCursor == null) {
            state.clear();
        }
        return this;
    }

    public Caller caller() {
        return caller;
    }

    public @Nullable String cursor() {
        return cursor;
    }

    /** What the device holds, by entity id. */
    public Map<String, Change> state() {
        return state;
    }

    public UpdatesPage page() {
        try {
            var page = queries.query(
                            new PullUpdates(caller, new UpdatesQuery(cursor, null, projects, types, limit), true),
                            UpdatesPage.class)
                    .join();
            page.changes().forEach(this::fold);
            cursor = page.cursor();
            return page;
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException reason ? reason : e;
        }
    }

    /** Follows the cursor to its end; everything that was told, in order. */
    public List<Change> all() {
        var told = new ArrayList<Change>();
        UpdatesPage page;
        do {
            page = page();
            told.addAll(page.changes());
        } while (page.hasMore());
        return told;
    }

    private void fold(Change change) {
        if (change.operation() == ChangeOperation.UPSERT) {
            state.put(change.entityId(), change);
        } else {
            state.remove(change.entityId());
        }
    }
}
