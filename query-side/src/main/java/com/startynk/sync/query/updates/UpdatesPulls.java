package com.startynk.sync.query.updates;

import com.startynk.sync.platform.http.QueryParameters;
import com.startynk.sync.platform.trpc.Procedure;
import com.startynk.sync.protocol.Caller;
import com.startynk.sync.protocol.updates.UpdatesPage;
import com.startynk.sync.protocol.updates.UpdatesQuery;
import com.startynk.sync.query.status.DevicePulls;
import com.startynk.sync.query.status.LastPull;
import java.time.Clock;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** What clients pull, by REST, tRPC or socket; a device that pulls has synced. */
public final class UpdatesPulls {

    static final String CONSISTENCY = "X-Sync-Consistency";
    private static final String READ_YOUR_WRITES = "read-your-writes";

    private final UpdatesFeed feed;
    private final UpdatesInput input;
    private final DevicePulls pulls;
    private final Clock clock;

    public UpdatesPulls(UpdatesFeed feed, UpdatesInput input, DevicePulls pulls, Clock clock) {
        this.feed = feed;
        this.input = input;
        this.pulls = pulls;
        this.clock = clock;
    }

    public Procedure procedure() {
        return new Procedure("sync.getUpdates", Procedure.Kind.QUERY, this::byInput);
    }

    FeedPage byUrl(QueryParameters parameters, @Nullable String consistency, Caller caller) {
        return pull(caller, input.read(parameters), consistency);
    }

    /** What came as text over another service, which has no headers. */
    UpdatesPage byText(String text, Caller caller) {
        return feed.typed(pull(caller, input.read(text), null));
    }

    private FeedPage byInput(JsonNode json, Procedure.Call call) {
        return pull(call.caller(), input.read(json), call.header().apply(CONSISTENCY));
    }

    private FeedPage pull(Caller caller, UpdatesQuery query, @Nullable String consistency) {
        var page = feed.pull(caller, query, READ_YOUR_WRITES.equalsIgnoreCase(consistency));
        var told = new LastPull(
                clock.instant(),
                caller.userId(),
                caller.roles(),
                page.cursor(),
                page.hasMore(),
                query.projectIds(),
                query.entityTypes(),
                query.cursor());
        pulls.note(caller.deviceId(), told, !page.hasMore() && !page.rows().isEmpty());
        return page;
    }
}
