package com.startynk.sync.realtime.call;

import com.startynk.sync.protocol.updates.PullRawUpdates;
import com.startynk.sync.protocol.updates.UpdatesPage;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.axonframework.queryhandling.QueryGateway;
import tools.jackson.databind.json.JsonMapper;

/** {@code sync:pull}: a page of the feed from the query side, which checks the input. */
public final class PullCall implements CallHandler {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final QueryGateway queries;
    private final JsonMapper json;

    public PullCall(QueryGateway queries, JsonMapper json) {
        this.queries = queries;
        this.json = json;
    }

    @Override
    public String event() {
        return "sync:pull";
    }

    @Override
    public void handle(Call call) {
        var input = new PullRawUpdates(call.socket().caller(), call.payload());
        call.answer(queries.query(input, UpdatesPage.class)
                .orTimeout(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)
                .thenApply(json::writeValueAsString));
    }
}
