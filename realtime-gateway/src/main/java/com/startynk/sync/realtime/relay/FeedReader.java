package com.startynk.sync.realtime.relay;

import com.startynk.sync.protocol.Caller;
import com.startynk.sync.protocol.feed.EntityHome;
import com.startynk.sync.protocol.feed.FeedHead;
import com.startynk.sync.protocol.feed.FindEntityHome;
import com.startynk.sync.protocol.feed.FindFeedHead;
import com.startynk.sync.protocol.feed.FindMemberships;
import com.startynk.sync.protocol.feed.FindProject;
import com.startynk.sync.protocol.feed.Memberships;
import com.startynk.sync.protocol.updates.PullUpdates;
import com.startynk.sync.protocol.updates.UpdatesPage;
import com.startynk.sync.protocol.updates.UpdatesQuery;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import java.util.function.UnaryOperator;
import org.axonframework.queryhandling.QueryGateway;
import org.jspecify.annotations.Nullable;

/** What the gateway asks the query side. Never in the asking thread: a query bus inside one process answers in it. */
public final class FeedReader {

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final QueryGateway queries;
    private final Executor executor;

    public FeedReader(QueryGateway queries, Executor executor) {
        this.queries = queries;
        this.executor = executor;
    }

    /**
     * What becomes of a question.
     *
     * @param <A> the answer; null when there is a failure
     */
    interface Asked<A> extends BiConsumer<@Nullable A, @Nullable Throwable> {}

    void head(Asked<FeedHead> then) {
        tell(ask(new FindFeedHead(), FeedHead.class), then);
    }

    void memberships(String userId, Asked<Memberships> then) {
        tell(ask(new FindMemberships(userId), Memberships.class), then);
    }

    /** The largest page that there is, from a cursor, of all that the reader may see. */
    void page(Caller caller, String cursor, Asked<UpdatesPage> then) {
        var query = new UpdatesQuery(cursor, null, List.of(), List.of(), UpdatesQuery.MAX_LIMIT);
        // In the thread that reads: who waits in a crowd for his turn is not to be sent to pull, which would be one
        // more to ask.
        tell(
                inTurn(
                        new PullUpdates(caller, query, false),
                        UpdatesPage.class,
                        answer -> answer.orTimeout(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)),
                then);
    }

    public CompletableFuture<EntityHome> home(String entityType, String entityId) {
        return ask(new FindEntityHome(entityType, entityId), EntityHome.class);
    }

    public CompletableFuture<Boolean> projectExists(String projectId) {
        return ask(new FindProject(projectId), Boolean.class);
    }

    private static <A> void tell(CompletableFuture<A> asked, Asked<A> then) {
        var unused = asked.whenComplete(then);
    }

    private <A> CompletableFuture<A> ask(Object query, Class<A> answer) {
        return inTurn(query, answer, UnaryOperator.identity()).orTimeout(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
    }

    private <A> CompletableFuture<A> inTurn(
            Object query, Class<A> answer, UnaryOperator<CompletableFuture<A>> patience) {
        try {
            return CompletableFuture.completedFuture(query)
                    .thenComposeAsync(asked -> patience.apply(queries.query(asked, answer)), executor);
        } catch (RejectedExecutionException e) {
            return CompletableFuture.failedFuture(e);
        }
    }
}
