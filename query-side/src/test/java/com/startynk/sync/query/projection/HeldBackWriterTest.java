package com.startynk.sync.query.projection;

import static com.startynk.sync.query.Site.caller;
import static com.startynk.sync.query.Site.newUser;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.startynk.sync.events.entity.EntityEvent;
import com.startynk.sync.protocol.updates.Change;
import com.startynk.sync.query.Reader;
import com.startynk.sync.query.RunningQuerySide;
import com.startynk.sync.query.Site;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The projection stands still between giving places and its commit, held by a lock on a row that it has yet to write, while
 * events go on being stored, a second writer tries to take over, and readers go on pulling.
 */
class HeldBackWriterTest {

    /** Not the common pool, which has one thread on two processors. */
    private static final Executor OWN_THREADS = work -> new Thread(work).start();

    private static RunningQuerySide querySide;

    private final Site site = new Site(querySide);
    private final String ada = newUser();
    private final String held = site.project(ada);
    private final String other = site.project(ada);
    private final JdbcTemplate jdbc = querySide.bean(JdbcTemplate.class);
    private final Map<String, Reader> readers =
            Map.of("fast", reader().inStepsOf(100), "slow", reader().inStepsOf(1), "one", reader().of(List.of(other)));
    private PlacesWatch watch;

    @BeforeAll
    static void start() {
        querySide = RunningQuerySide.start(
                Map.of("startynk.query.feed-wait", "20ms", "startynk.query.consistent-wait", "20ms"));
    }

    @AfterAll
    static void stop() {
        querySide.close();
    }

    @BeforeEach
    void watch() {
        querySide.settle();
        readers.values().forEach(Reader::all);
        watch = new PlacesWatch(jdbc);
    }

    @AfterEach
    void watched() {
        watch.close();
    }

    @RepeatedTest(3)
    void nothingIsMissedAndNoPlaceIsSeenBeforeALowerOne() throws Exception {
        var otherTasks = new ArrayList<String>();
        var head = head();
        String heldTask;
        CompletableFuture<Projected> second;
        try (var lock = lockedProject()) {
            heldTask = site.task(held);
            awaitWaiting("INSERT INTO project_feed");
            tasks(otherTasks);
            second = CompletableFuture.supplyAsync(() -> write(otherTasks), OWN_THREADS);
            awaitWaiting("SELECT position FROM feed_head");

            assertThat(head()).isEqualTo(head);
            readers.values().forEach(reader -> assertThat(reader.all()).isEmpty());
            lock.rollback();
        }

        assertThat(second.join().from()).isEqualTo(head + 1);
        querySide.settle();
        assertThat(head()).isEqualTo(head + 1 + otherTasks.size());
        assertThat(readers.get("fast").all())
                .extracting(Change::entityId)
                .containsExactlyElementsOf(all(heldTask, otherTasks));
        assertThat(readers.get("slow").all())
                .extracting(Change::entityId)
                .containsExactlyElementsOf(all(heldTask, otherTasks));
        assertThat(readers.get("one").all()).extracting(Change::entityId).containsExactlyElementsOf(otherTasks);
    }

    private static List<String> all(String first, List<String> others) {
        return Stream.concat(Stream.of(first), others.stream()).toList();
    }

    private void tasks(List<String> ids) {
        site.together(() -> {
            for (var n = 0; n < 4; n++) {
                ids.add(site.task(other));
            }
        });
    }

    /** As another node does that believes the first one dead; the first will come to these events again. */
    private Projected write(List<String> entityIds) {
        var facts = entityIds.stream().flatMap(this::facts).toList();
        return new TransactionTemplate(querySide.bean(PlatformTransactionManager.class))
                .execute(status -> querySide.bean(ReadModelWriter.class).write(facts));
    }

    private Stream<Fact> facts(String entityId) {
        return querySide
                .bean(EventStore.class)
                .readEvents(entityId)
                .asStream()
                .map(message -> Fact.of((EntityEvent) message.getPayload(), message));
    }

    private Connection lockedProject() throws SQLException {
        var connection = querySide.bean(DataSource.class).getConnection();
        try (var lock =
                connection.prepareStatement("SELECT last_position FROM project_feed WHERE project_id = ? FOR UPDATE")) {
            lock.setString(1, held);
            lock.executeQuery();
        }
        return connection;
    }

    /** A statement that runs for longer than a moment waits for a lock here. */
    private void awaitWaiting(String statement) {
        await().until(
                        () -> jdbc.queryForObject(
                                "SELECT COUNT(*) FROM information_schema.processlist"
                                        + " WHERE db = DATABASE() AND info LIKE ? AND time >= 1",
                                Integer.class,
                                statement + "%"),
                        count -> count > 0);
    }

    private long head() {
        return jdbc.queryForObject("SELECT position FROM feed_head", Long.class);
    }

    private Reader reader() {
        return new Reader(querySide, caller(ada, "WORKER"));
    }
}
