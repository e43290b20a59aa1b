package com.startynk.sync.query.deadletter;

import static com.startynk.sync.query.Site.ADMIN;
import static com.startynk.sync.query.Site.caller;
import static com.startynk.sync.query.Site.newUser;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.startynk.sync.platform.axon.HeldClaims;
import com.startynk.sync.protocol.updates.Change;
import com.startynk.sync.query.Reader;
import com.startynk.sync.query.RunningQuerySide;
import com.startynk.sync.query.Site;
import com.startynk.sync.query.projection.EntityRowsProjection;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Two nodes over one database; the one that projects and parks goes away. */
class DeadLettersOfTwoNodesTest {

    @Test
    void whatOneNodeParkedTheNextOneKeepsBehindAndTriesAgain() {
        var servers = RunningQuerySide.servers();
        var user = newUser();
        try (var second = secondOf(servers, user)) {
            var site = new Site(second.node()).resume(second.project(), second.broken(), 1);
            site.change(second.broken(), Map.of("progress", 9));
            var other = site.task(second.project());
            second.node().settle();
            var reader = new Reader(second.node(), caller(user, "WORKER")).from(second.cursor());

            assertThat(reader.all()).extracting(Change::entityId).containsExactly(other);
            assertThat(Poisoning.heads(second.node(), ADMIN))
                    .singleElement()
                    .satisfies(
                            head -> assertThat(head.path("events").longValue()).isEqualTo(2));

            second.poison().mendedBy(second.node());
            assertThat(Poisoning.retry(second.node(), ADMIN)
                            .get(0)
                            .path("taken")
                            .longValue())
                    .isEqualTo(2);
            assertThat(reader.all()).singleElement().satisfies(change -> {
                assertThat(change.version()).isEqualTo(3);
                assertThat(change.data()).containsEntry("notes", "poison").containsEntry("progress", 9L);
            });
        }
    }

    /** The node that is left, and what the first one has parked. */
    private record Second(RunningQuerySide node, Poisoning poison, String project, String broken, String cursor)
            implements AutoCloseable {

        @Override
        public void close() {
            node.close();
        }
    }

    private static Second secondOf(Map<String, String> servers, String user) {
        var first = RunningQuerySide.start(servers, Map.of());
        try {
            awaitProjecting(first);
            var site = new Site(first);
            var project = site.project(user);
            var broken = site.task(project, Map.of("title", "as created"));
            first.settle();
            var poison = Poisoning.ofEntities(first, "poison");
            site.change(broken, Map.of("notes", "poison"));
            first.settle();
            var reader = new Reader(first, caller(user, "WORKER"));
            reader.all();
            var second = RunningQuerySide.start(servers, Map.of());
            assertThat(Poisoning.heads(second, ADMIN)).hasSize(1);
            assertThat(second.post("/api/v1/admin/projections/dead-letters/retry", ADMIN, "{}")
                            .errorCode())
                    .isEqualTo("TEMPORARILY_UNAVAILABLE");
            first.close();
            awaitProjecting(second);
            return new Second(second, poison, project, broken, String.valueOf(reader.cursor()));
        } finally {
            first.close();
        }
    }

    private static void awaitProjecting(RunningQuerySide node) {
        await().atMost(Duration.ofSeconds(60))
                .until(() -> node.bean(HeldClaims.class).isHeld(EntityRowsProjection.GROUP));
    }
}
