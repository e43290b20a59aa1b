package com.startynk.sync.command.intake;

import com.startynk.sync.protocol.Caller;
import com.startynk.sync.protocol.ErrorCode;
import com.startynk.sync.protocol.SyncFailure;
import com.startynk.sync.protocol.feed.FindCursor;
import com.startynk.sync.protocol.push.BatchResult;
import com.startynk.sync.protocol.push.SyncResult;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.axonframework.queryhandling.QueryGateway;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;

/** The two calls that push, whichever way they came in. */
final class PushRequests {

    private static final Logger log = LoggerFactory.getLogger(PushRequests.class);

    /** A little more than the feed itself waits for what was stored. */
    private static final int CURSOR_SECONDS = 3;

    private final MutationIntake intake;
    private final QueryGateway queries;
    private final IntakeSettings settings;
    private final Clock clock;

    PushRequests(MutationIntake intake, QueryGateway queries, IntakeSettings settings, Clock clock) {
        this.intake = intake;
        this.queries = queries;
        this.settings = settings;
        this.clock = clock;
    }

    /**
     * One item, alone.
     *
     * @param bytes size of the request; items of a small one need not be measured
     * @throws SyncFailure when the item is refused
     */
    SyncResult item(JsonNode input, Caller caller, int bytes) {
        return ItemAnswers.unlessRefused(answer(input, caller, bytes));
    }

    /** One item whose refusal is an answer like another. */
    SyncResult answer(JsonNode input, Caller caller, int bytes) {
        return intake.push(List.of(input), caller, bytes).get(0);
    }

    /** A batch. */
    BatchResult batch(JsonNode input, Caller caller, int bytes) {
        var items = input.path("items");
        if (!items.isArray() || items.isEmpty()) {
            throw SyncFailure.invalid("items", "must be a list of 1 to " + settings.maxBatchItems() + " items");
        }
        if (items.size() > settings.maxBatchItems()) {
            throw new SyncFailure(
                    ErrorCode.BATCH_TOO_LARGE, "a batch may have at most " + settings.maxBatchItems() + " items");
        }
        var list = new ArrayList<JsonNode>(items.size());
        items.forEach(list::add);
        var results = intake.push(list, caller, bytes);
        return new BatchResult(results, cursorAfter(caller), clock.instant());
    }

    private @Nullable String cursorAfter(Caller caller) {
        try {
            return queries.query(new FindCursor(caller), String.class).get(CURSOR_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException e) {
            // What was stored is stored: its answer must go out, with or without this convenience.
            log.warn("the feed gave no cursor: {}", e.toString());
            return null;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return null;
        }
    }
}
