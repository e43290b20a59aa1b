package com.startynk.sync.query.updates;

import com.startynk.sync.platform.http.QueryParameters;
import com.startynk.sync.platform.trpc.Procedure;
import com.startynk.sync.protocol.Caller;
import com.startynk.sync.query.status.DevicePulls;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** What clients pull, by REST or tRPC; a device that pulls has synced. */
public final class UpdatesPulls {

    static final String CONSISTENCY = "X-Sync-Consistency";
    private static final String READ_YOUR_WRITES = "read-your-writes";

    private final UpdatesFeed feed;
    private final UpdatesInput input;
    private final DevicePulls pulls;

    public UpdatesPulls(UpdatesFeed feed, UpdatesInput input, DevicePulls pulls) {
        this.feed = feed;
        this.input = input;
        this.pulls = pulls;
    }

    public Procedure procedure() {
        return new Procedure("sync.getUpdates", Procedure.Kind.QUERY, this::byInput);
    }

    FeedPage byUrl(QueryParameters parameters, @Nullable String consistency, Caller caller) {
        var query = input.read(parameters);
        var page = feed.pull(caller, query, READ_YOUR_WRITES.equalsIgnoreCase(consistency));
        pulls.note(caller.deviceId());
        return page;
    }

    private FeedPage byInput(JsonNode json, Procedure.Call call) {
        var query = input.read(json);
        var consistency = call.header().apply(CONSISTENCY);
        var page = feed.pull(call.caller(), query, READ_YOUR_WRITES.equalsIgnoreCase(consistency));
        pulls.note(call.caller().deviceId());
        return page;
    }
}
