package com.startynk.sync.query.projection;

import static com.startynk.sync.query.Site.caller;
import static com.startynk.sync.query.Site.newUser;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.startynk.sync.events.entity.ConflictResolution;
import com.startynk.sync.events.entity.DetectedConflict;
import com.startynk.sync.events.entity.DetectedConflict.ContestedField;
import com.startynk.sync.platform.redis.OwnAnnouncements;
import com.startynk.sync.protocol.conflict.Resolution;
import com.startynk.sync.protocol.feed.FeedAnnouncement;
import com.startynk.sync.protocol.feed.FeedAnnouncement.ConflictNotice;
import com.startynk.sync.protocol.feed.FeedAnnouncement.MembershipChange;
import com.startynk.sync.protocol.updates.ChangeOperation;
import com.startynk.sync.query.Reader;
import com.startynk.sync.query.RunningQuerySide;
import com.startynk.sync.query.Site;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.data.redis.connection.RedisConnectionFactory;
import org.springframework.data.redis.listener.ChannelTopic;
import org.springframework.data.redis.listener.RedisMessageListenerContainer;
import org.springframework.jdbc.core.JdbcTemplate;
import tools.jackson.databind.json.JsonMapper;

/** On a query side of its own, since it looks at the whole feed. */
class EntityRowsProjectionTest {

    private static RunningQuerySide querySide;
    private static RedisMessageListenerContainer listening;
    private static final Queue<FeedAnnouncement> ANNOUNCED = new ConcurrentLinkedQueue<>();

    private final Site site = new Site(querySide);
    private final String ada = newUser();

    @BeforeAll
    static void start() {
        querySide = RunningQuerySide.start(Map.of());
        listening = new RedisMessageListenerContainer();
        listening.setConnectionFactory(querySide.bean(RedisConnectionFactory.class));
        listening.addMessageListener(
                (message, pattern) -> ANNOUNCED.add(querySide
                        .bean(JsonMapper.class)
                        .readValue(OwnAnnouncements.content(message.getBody()), FeedAnnouncement.class)),
                new ChannelTopic(FeedAnnouncement.CHANNEL));
        listening.afterPropertiesSet();
        listening.start();
    }

    @AfterAll
    static void stop() throws Exception {
        listening.destroy();
        querySide.close();
    }

    @Test
    void announcesAChainOfChangesAndMembershipsAfterTheCommit() {
        var head = head();
        var project = site.project(ada);
        var task = site.task(project);
        settle();
        site.together(() -> {
            site.change(task, Map.of("progress", 4));
            site.members(project, "bob");
            site.delete(task);
        });

        await().until(() -> ANNOUNCED.stream().anyMatch(message -> message.to() == head() && head() == head + 5));
        var mine = ANNOUNCED.stream().filter(message -> message.from() >= head).toList();
        var at = head;
        for (var message : mine) {
            assertThat(message.from()).isEqualTo(at);
            at = message.to();
        }
        var last = mine.get(mine.size() - 1);
        var deleted = last.entries().get(last.entries().size() - 1);
        assertThat(deleted.position()).isEqualTo(head());
        assertThat(deleted.change().entityId()).isEqualTo(task);
        assertThat(deleted.change().operation()).isEqualTo(ChangeOperation.DELETE);
        assertThat(deleted.change().data()).isEmpty();
        assertThat(mine.stream().flatMap(message -> message.memberships().stream()))
                .containsExactly(
                        new MembershipChange(project, head + 1, List.of(ada), List.of()),
                        new MembershipChange(project, head + 4, List.of("bob"), List.of(ada)));
    }

    @Test
    void recordsAConflictWithoutAPlaceInTheFeed() {
        var project = site.project(ada);
        var task = site.task(project);
        settle();
        var head = head();
        var conflict = new DetectedConflict(
                UUID.randomUUID(),
                "MERGE",
                ConflictResolution.PENDING,
                List.of(new ContestedField("progress", 1, 2, null, 3)));
        site.by(caller(ada, "WORKER")).conflict(task, conflict);
        settle();

        assertThat(head()).isEqualTo(head);
        var answer = querySide
                .get("/api/v1/conflicts/" + conflict.conflictId(), caller(ada, "WORKER"))
                .json();
        assertThat(answer.path("status").asString()).isEqualTo("PENDING");
        assertThat(answer.path("detectedBy").path("userId").asString()).isEqualTo(ada);
        assertThat(answer.path("fields").path(0).path("server").isNull()).isTrue();
        assertThat(answer.path("fields").path(0).path("client").intValue()).isEqualTo(2);
        var notice = new ConflictNotice(
                "detected",
                conflict.conflictId().toString(),
                "task",
                task,
                project,
                List.of("progress"),
                Resolution.PENDING,
                ada,
                null);
        await().untilAsserted(() -> assertThat(ANNOUNCED)
                .anySatisfy(message -> assertThat(message.conflicts()).containsExactly(notice)));
    }

    @Test
    void remembersLocalIdsOfTheirDeviceAndEveryMutation() {
        var project = site.project(ada);
        var id = UUID.randomUUID().toString();
        var author = caller(ada, "WORKER");
        site.by(author).create(id, "task", project, Map.of("title", "offline"), "local:1");
        site.acknowledge(id);
        settle();

        var mine = querySide.get("/api/v1/id-mappings?localId=local:1", author).json();
        assertThat(mine.path("items").path(0).path("entityId").asString()).isEqualTo(id);
        assertThat(querySide
                        .get("/api/v1/id-mappings?localId=local:1", caller(newUser(), "WORKER"))
                        .json()
                        .path("items"))
                .isEmpty();
        assertThat(jdbc().queryForObject("SELECT COUNT(*) FROM sync_log WHERE entity_id = ?", Long.class, id))
                .isEqualTo(2);
    }

    @Test
    void aReplayMovesNothingAndTellsNobody() {
        var project = site.project(ada);
        var task = site.task(project);
        site.change(task, Map.of("title", "b"));
        var reader = new Reader(querySide, caller(ada, "WORKER"));
        reader.all();
        settle();
        var rows = rows();
        await().until(() -> ANNOUNCED.stream().anyMatch(message -> message.to() == head()));
        ANNOUNCED.clear();

        querySide.replay();

        assertThat(rows()).isEqualTo(rows);
        site.change(task, Map.of("title", "c"));
        assertThat(reader.all()).hasSize(1);
        await().untilAsserted(() -> assertThat(ANNOUNCED)
                .singleElement()
                .satisfies(message -> assertThat(message.to()).isEqualTo(head())));
    }

    @Test
    void forgetsWhatItHasProjected() {
        var project = site.project(ada);
        for (var n = 0; n < 50; n++) {
            site.task(project);
        }
        querySide.settle();
    }

    private static void settle() {
        querySide.settle();
    }

    private static List<Map<String, Object>> rows() {
        return jdbc().queryForList("SELECT entity_id, version, data, position, created_position, deleted"
                + " FROM synced_entity ORDER BY entity_id");
    }

    private static long head() {
        return jdbc().queryForObject("SELECT position FROM feed_head", Long.class);
    }

    private static JdbcTemplate jdbc() {
        return querySide.bean(JdbcTemplate.class);
    }
}
