package com.startynk.sync.query.updates;

import static com.startynk.sync.query.Site.caller;
import static com.startynk.sync.query.Site.newUser;
import static org.assertj.core.api.Assertions.assertThat;

import com.startynk.sync.protocol.Caller;
import com.startynk.sync.protocol.feed.FindSeen;
import com.startynk.sync.protocol.feed.Seen;
import com.startynk.sync.query.Reader;
import com.startynk.sync.query.RunningQuerySide;
import com.startynk.sync.query.Site;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.axonframework.queryhandling.QueryGateway;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What a device surely holds. */
class SeenQueriesTest {

    private final RunningQuerySide querySide = RunningQuerySide.shared();
    private final Site site = new Site(querySide);
    private final Caller ada = caller(newUser(), "WORKER");

    @Test
    void isWhatItHasPulledOnceItComesBackWithTheCursor() {
        var project = site.project(ada.userId());
        var task = site.task(project);

        var cursor = pull(ada, null, "");
        assertThat(holds(ada, project, task, 1))
                .as("the answer may have been lost")
                .isFalse();

        pull(ada, cursor, "");
        assertThat(holds(ada, project, task, 1)).isTrue();
    }

    @Test
    void isNotWhatChangedSince() {
        var project = site.project(ada.userId());
        var task = site.task(project);
        var cursor = pull(ada, pull(ada, null, ""), "");

        site.change(task, Map.of("title", "Pour slab B3"));
        untilItIsInTheFeed();

        assertThat(holds(ada, project, task, 2)).isFalse();
        assertThat(holds(ada, project, task, 1))
                .as("which of the two it holds is not known any more")
                .isFalse();
        pull(ada, pull(ada, cursor, ""), "");
        assertThat(holds(ada, project, task, 2)).isTrue();
    }

    @Test
    void isNotWhatIsNotInTheFeedYet() {
        var project = site.project(ada.userId());
        var task = site.task(project);
        pull(ada, pull(ada, null, ""), "");

        assertThat(holds(ada, project, task, 2)).isFalse();
        assertThat(holds(ada, project, "00000000-0000-4000-8000-000000000000", 1))
                .isFalse();
    }

    @Test
    void isNothingOfWhatItDoesNotPull() {
        var project = site.project(ada.userId());
        var task = site.task(project);

        pull(ada, pull(ada, null, "&entityTypes=user"), "&entityTypes=user");
        assertThat(holds(ada, project, task, 1)).isFalse();

        var other = site.project(ada.userId());
        pull(ada, pull(ada, null, "&projectIds=" + other), "&projectIds=" + other);
        assertThat(holds(ada, project, task, 1)).isFalse();
    }

    @Test
    void isNothingByTheCursorOfAnotherUserOnTheSameDevice() {
        var bob = new Caller(newUser(), ada.deviceId(), ada.roles(), 0, Long.MAX_VALUE);
        var project = site.project(ada.userId(), bob.userId());
        var task = site.task(project);

        pull(ada, pull(ada, null, ""), "");

        assertThat(holds(ada, project, task, 1)).isTrue();
        assertThat(holds(bob, project, task, 1)).isFalse();
    }

    @Test
    void isNotWhatWasThereBeforeItsUserWasLetIn() {
        var project = site.project();
        var task = site.task(project);
        var cursor = pull(ada, pull(ada, null, ""), "");

        site.members(project, ada.userId());
        untilItIsInTheFeed();

        assertThat(holds(ada, project, task, 1)).isFalse();
        pull(ada, pull(ada, cursor, ""), "");
        assertThat(holds(ada, project, task, 1)).isTrue();
    }

    @Test
    void isNotWhatItsUserMayNotSee() {
        var project = site.project(ada.userId());
        var payroll = site.create(
                UUID.randomUUID().toString(),
                "payroll",
                project,
                Map.of("workerId", "somebody-else", "periodStart", "2026-11-01", "periodEnd", "2026-11-30"),
                null);

        pull(ada, pull(ada, null, ""), "");

        assertThat(holds(ada, project, payroll, "payroll", 1)).isFalse();
    }

    @Test
    void isAskedForManyAtOnce() {
        var project = site.project(ada.userId());
        var first = site.task(project);
        var second = site.task(project);
        pull(ada, pull(ada, null, ""), "");
        var late = site.task(project);

        var seen = seen(List.of(
                item(ada, project, "task", Map.of(first, 1L, late, 1L)),
                item(ada, project, "task", Map.of(first, 1L, second, 1L)),
                item(caller(newUser(), "WORKER"), project, "task", Map.of(first, 1L))));

        assertThat(seen.items()).containsExactly(1);
    }

    private void untilItIsInTheFeed() {
        new Reader(querySide, Site.ADMIN).all();
    }

    private boolean holds(Caller reader, String project, String task, long version) {
        return holds(reader, project, task, "task", version);
    }

    private boolean holds(Caller reader, String project, String entityId, String type, long version) {
        return !seen(List.of(item(reader, project, type, Map.of(entityId, version))))
                .items()
                .isEmpty();
    }

    private static FindSeen.Item item(Caller reader, String project, String type, Map<String, Long> versions) {
        return new FindSeen.Item(reader.userId(), reader.deviceId(), type, project, versions);
    }

    private Seen seen(List<FindSeen.Item> items) {
        return querySide
                .bean(QueryGateway.class)
                .query(new FindSeen(items), Seen.class)
                .join();
    }

    /** Answers the cursor. */
    private String pull(Caller reader, @Nullable String cursor, String more) {
        var path = "/api/v1/sync/updates?limit=1000" + (cursor == null ? "" : "&cursor=" + cursor) + more;
        var answer = querySide.get(path, reader);
        assertThat(answer.status()).isEqualTo(200);
        return answer.json().path("cursor").asString();
    }
}
