package com.startynk.sync.query.conflict;

import static com.startynk.sync.query.Site.caller;
import static com.startynk.sync.query.Site.newUser;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.startynk.sync.events.entity.ConflictResolution;
import com.startynk.sync.events.entity.DetectedConflict;
import com.startynk.sync.events.entity.DetectedConflict.ContestedField;
import com.startynk.sync.platform.redis.OwnAnnouncements;
import com.startynk.sync.protocol.Caller;
import com.startynk.sync.protocol.conflict.ConflictView;
import com.startynk.sync.protocol.conflict.FindConflict;
import com.startynk.sync.protocol.conflict.Resolution;
import com.startynk.sync.protocol.feed.FeedAnnouncement;
import com.startynk.sync.protocol.feed.FeedAnnouncement.ConflictNotice;
import com.startynk.sync.protocol.updates.Change;
import com.startynk.sync.protocol.updates.ChangeOperation;
import com.startynk.sync.query.Reader;
import com.startynk.sync.query.RunningQuerySide;
import com.startynk.sync.query.Site;
import com.startynk.sync.query.platform.ReadBarrier;
import com.startynk.sync.query.projection.EntityRowsProjection;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.axonframework.config.Configuration;
import org.axonframework.eventhandling.TrackingEventProcessor;
import org.axonframework.queryhandling.QueryGateway;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.data.redis.connection.RedisConnectionFactory;
import org.springframework.data.redis.listener.ChannelTopic;
import org.springframework.data.redis.listener.RedisMessageListenerContainer;
import org.springframework.jdbc.core.JdbcTemplate;
import tools.jackson.databind.json.JsonMapper;

/** Ben's edit of a task waits, and Mara decides. */
class ResolvedConflictsTest {

    private static RunningQuerySide querySide;
    private static RedisMessageListenerContainer listening;
    private static final Queue<ConflictNotice> ANNOUNCED = new ConcurrentLinkedQueue<>();

    private final Site site = new Site(querySide);
    private final Caller ben = caller(newUser(), "WORKER");
    private final Caller mara = caller(newUser(), Caller.PROJECT_MANAGER);
    private final String project = site.project(ben.userId(), mara.userId());
    private final String task = site.task(project, Map.of("title", "server", "progress", 5));
    private final DetectedConflict conflict = new DetectedConflict(
            UUID.randomUUID(),
            "MANUAL_RESOLVE",
            ConflictResolution.PENDING,
            List.of(
                    new ContestedField("title", "base", "client", "server", "server"),
                    new ContestedField("progress", 1, 2, 5, 5)));

    @BeforeAll
    static void start() {
        querySide = RunningQuerySide.start(Map.of());
        listening = new RedisMessageListenerContainer();
        listening.setConnectionFactory(querySide.bean(RedisConnectionFactory.class));
        listening.addMessageListener(
                (message, pattern) -> ANNOUNCED.addAll(querySide
                        .bean(JsonMapper.class)
                        .readValue(OwnAnnouncements.content(message.getBody()), FeedAnnouncement.class)
                        .conflicts()),
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
    void aDecisionIsAChangeLikeAnotherByWhoDecided() {
        site.by(ben).conflict(task, conflict);
        var reader = new Reader(querySide, ben);
        reader.all();
        site.by(mara).resolve(task, conflict.conflictId(), ConflictResolution.CLIENT, Map.of("title", "client"));

        assertThat(reader.all()).singleElement().satisfies(change -> {
            assertThat(change.version()).isEqualTo(2);
            assertThat(change.data()).containsEntry("title", "client");
            assertThat(change.changedBy()).isEqualTo(new Change.Author(mara.userId(), mara.deviceId()));
        });
    }

    @Test
    void theRecordShowsWhoDecidedHowAndWhatBecameOfTheFields() {
        site.by(ben).conflict(task, conflict);
        site.by(mara).resolve(task, conflict.conflictId(), ConflictResolution.CUSTOM, Map.of("title", "custom"));

        var view = find(ben);
        assertThat(view.status()).isEqualTo(ConflictView.RESOLVED);
        assertThat(view.resolution()).isEqualTo(Resolution.CUSTOM);
        assertThat(view.resolvedBy()).isEqualTo(mara.userId());
        assertThat(view.resolvedAt()).isAfterOrEqualTo(view.detectedAt());
        assertThat(view.detectedBy().userId()).isEqualTo(ben.userId());
        assertThat(view.fields())
                .containsExactly(
                        new ConflictView.ContestedField("title", "base", "client", "server", "custom"),
                        new ConflictView.ContestedField("progress", 1, 2, 5, 5));
        var json = querySide
                .get("/api/v1/conflicts/" + conflict.conflictId(), mara)
                .json();
        assertThat(json.path("status").stringValue()).isEqualTo("RESOLVED");
        assertThat(json.path("fields").path(0).path("merged").stringValue()).isEqualTo("custom");
    }

    @Test
    void aDecisionThatChangesNothingHasNoPlaceInTheFeedAndIsOnRecord() {
        site.by(ben).conflict(task, conflict);
        site.change(task, Map.of("progress", 9));
        settle();
        var head = head();
        site.by(mara).resolve(task, conflict.conflictId(), ConflictResolution.SERVER, Map.of());

        var view = find(ben);
        assertThat(head()).isEqualTo(head);
        assertThat(view.resolution()).isEqualTo(Resolution.SERVER);
        assertThat(view.fields())
                .extracting(ConflictView.ContestedField::merged)
                .containsExactly("server", 9);
        assertThat(jdbc().queryForObject(
                                "SELECT COUNT(*) FROM sync_log WHERE conflict_id = ?",
                                Long.class,
                                conflict.conflictId().toString()))
                .isEqualTo(2);
    }

    @Test
    void aDecisionForADeletionIsATombstone() {
        site.by(ben).conflict(task, conflict);
        var reader = new Reader(querySide, ben);
        reader.all();
        site.by(mara).resolve(task, conflict.conflictId(), ConflictResolution.CLIENT, null);

        assertThat(reader.all())
                .singleElement()
                .satisfies(change -> assertThat(change.operation()).isEqualTo(ChangeOperation.DELETE));
        assertThat(find(ben).fields())
                .extracting(ConflictView.ContestedField::merged)
                .containsOnlyNulls();
    }

    @Test
    void aDecisionMayBringInNewMembers() {
        site.by(ben).conflict(project, conflict);
        var zoe = caller(newUser(), "WORKER");
        site.by(mara)
                .resolve(
                        project,
                        conflict.conflictId(),
                        ConflictResolution.CUSTOM,
                        Map.of("memberIds", List.of(zoe.userId())));

        assertThat(new Reader(querySide, zoe).all()).hasSize(2);
        assertThatThrownBy(() -> find(ben)).hasMessageContaining("nothing of this id");
    }

    @Test
    void theDeviceThatMetTheConflictHasOneLessToWaitForAndTheDecidersHasNotSynced() {
        site.by(ben).conflict(task, conflict);
        assertThat(pending(ben)).isEqualTo(1);

        site.by(mara).resolve(task, conflict.conflictId(), ConflictResolution.SERVER, Map.of());

        assertThat(pending(ben)).isZero();
        assertThat(querySide
                        .get("/api/v1/sync/status", mara)
                        .json()
                        .path("device")
                        .path("lastSyncAt")
                        .isNull())
                .isTrue();
    }

    @Test
    void theAuthorsNameGoesWithTheNoticeAlsoWhenAllHappensAtOnce() {
        site.together(() -> {
            site.by(ben).conflict(task, conflict);
            site.by(mara).resolve(task, conflict.conflictId(), ConflictResolution.CLIENT, Map.of("title", "client"));
        });

        var told = notice(Resolution.CLIENT);
        await().untilAsserted(() -> assertThat(ANNOUNCED).contains(told));
    }

    @Test
    void aReplayNeitherUndoesADecisionNorTellsOfIt() {
        site.by(ben).conflict(task, conflict);
        site.by(mara).resolve(task, conflict.conflictId(), ConflictResolution.CLIENT, Map.of("title", "client"));
        site.change(task, Map.of("title", "later"));
        await().untilAsserted(() -> assertThat(ANNOUNCED).contains(notice(Resolution.CLIENT)));
        settle();
        var record = record();
        var row = jdbc().queryForList("SELECT * FROM synced_entity WHERE entity_id = ?", task);
        ANNOUNCED.clear();

        replay();

        assertThat(record()).isEqualTo(record);
        assertThat(jdbc().queryForList("SELECT * FROM synced_entity WHERE entity_id = ?", task))
                .usingRecursiveComparison()
                .isEqualTo(row);
        site.by(ben).conflict(site.task(project), another());
        await().until(() -> !ANNOUNCED.isEmpty());
        assertThat(ANNOUNCED).extracting(ConflictNotice::event).containsExactly("detected");
    }

    @Test
    void strangersFindNoConflict() {
        site.by(ben).conflict(task, conflict);

        var manager = caller(newUser(), Caller.PROJECT_MANAGER);
        assertThatThrownBy(() -> find(manager)).hasMessageContaining("nothing of this id");
        assertThat(find(Site.ADMIN).status()).isEqualTo(ConflictView.PENDING);
    }

    private ConflictView find(Caller reader) {
        try {
            return querySide
                    .bean(QueryGateway.class)
                    .query(new FindConflict(reader, conflict.conflictId().toString()), ConflictView.class)
                    .join();
        } catch (java.util.concurrent.CompletionException e) {
            throw e.getCause() instanceof RuntimeException reason ? reason : e;
        }
    }

    private ConflictNotice notice(Resolution resolution) {
        return new ConflictNotice(
                "resolved",
                conflict.conflictId().toString(),
                "task",
                task,
                project,
                List.of("title", "progress"),
                resolution,
                ben.userId(),
                null);
    }

    private static DetectedConflict another() {
        return new DetectedConflict(UUID.randomUUID(), "MERGE", ConflictResolution.SERVER, List.of());
    }

    private Map<String, Object> record() {
        return jdbc().queryForMap(
                        "SELECT resolution, status, fields, resolved_at, HEX(resolved_by) AS resolver FROM conflict_log"
                                + " WHERE conflict_id = ?",
                        conflict.conflictId().toString());
    }

    private static long pending(Caller caller) {
        return querySide
                .get("/api/v1/sync/status", caller)
                .json()
                .path("device")
                .path("pendingConflicts")
                .longValue();
    }

    private static void replay() {
        var processor = querySide
                .bean(Configuration.class)
                .eventProcessingConfiguration()
                .eventProcessor(EntityRowsProjection.GROUP, TrackingEventProcessor.class)
                .orElseThrow();
        processor.shutDown();
        processor.resetTokens();
        processor.start();
        await().until(() -> processor.processingStatus().values().stream()
                .anyMatch(status -> status.isCaughtUp()
                        && status.getCurrentPosition().orElse(0)
                                >= status.getResetPosition().orElse(0)));
    }

    private static void settle() {
        await().until(() -> querySide.bean(ReadBarrier.class).awaited() == 0);
    }

    private static long head() {
        return jdbc().queryForObject("SELECT position FROM feed_head", Long.class);
    }

    private static JdbcTemplate jdbc() {
        return querySide.bean(JdbcTemplate.class);
    }
}
