package com.startynk.sync.command.intake;

import static org.assertj.core.api.Assertions.assertThat;

import com.startynk.sync.command.RunningCommandSide;
import com.startynk.sync.protocol.Caller;
import com.startynk.sync.protocol.ErrorCode;
import com.startynk.sync.protocol.push.SyncResult;
import com.startynk.sync.protocol.push.SyncStatus;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** A mutation id stands for one mutation, over the real event store. */
class MutationIdTest {

    /** Not the common pool, which has one thread on two processors. */
    private static final Executor OWN_THREADS = work -> new Thread(work).start();

    private static final JsonMapper JSON = JsonMapper.shared();
    private static final Caller ADMIN = new Caller("admin", "desk", Set.of("ADMIN"), 0, Long.MAX_VALUE);

    private static @Nullable RunningCommandSide running;

    private final Caller ada = new Caller("ada", "phone-" + UUID.randomUUID(), Set.of("FOREMAN"), 0, Long.MAX_VALUE);

    @BeforeAll
    static void start() {
        running = RunningCommandSide.start(Map.of());
    }

    @AfterAll
    static void stop() {
        running().close();
    }

    @Test
    void anIdIsRefusedForASecondEntity() {
        var id = UUID.randomUUID();
        assertThat(push(task(id, "org")).status()).isEqualTo(SyncStatus.APPLIED);

        assertRefused(push(task(id, "org")));
    }

    @Test
    void anIdIsRefusedForASecondEntityOfTheSameBatch() {
        var id = UUID.randomUUID();

        var results = batch(ada, task(id, "org"), task(UUID.randomUUID(), "org"), task(id, "org"), task(id, "org"));

        assertThat(results)
                .extracting(SyncResult::status)
                .containsExactly(SyncStatus.APPLIED, SyncStatus.APPLIED, SyncStatus.REJECTED, SyncStatus.REJECTED);
        assertRefused(results.get(2));
    }

    @Test
    void ofManyEntitiesUnderOneIdAtOnceOneIsStored() {
        var sites = IntStream.range(0, 8).mapToObj(n -> site()).toList();
        var id = UUID.randomUUID();

        var pushes = sites.stream()
                .map(site -> CompletableFuture.supplyAsync(() -> running().push(ADMIN, task(id, site)), OWN_THREADS))
                .toList();
        var results = pushes.stream().map(CompletableFuture::join).toList();

        assertThat(results)
                .filteredOn(result -> result.status() == SyncStatus.APPLIED)
                .hasSize(1);
        assertThat(results)
                .filteredOn(result -> result.status() != SyncStatus.APPLIED)
                .allSatisfy(MutationIdTest::assertRefused);
    }

    @Test
    void anIdThatWasRefusedIsFreeForAnotherEntity() {
        var id = UUID.randomUUID();
        var unknown = task(id, "org").put("operation", "UPDATE").put("baseVersion", 1);
        assertThat(push(unknown).status()).isEqualTo(SyncStatus.REJECTED);

        assertThat(push(task(id, "org")).status()).isEqualTo(SyncStatus.APPLIED);
    }

    @Test
    void anIdThatWaitsForALateParentIsRefusedForAnotherEntity() {
        var id = UUID.randomUUID();
        var child = task(id, "org");
        ((ObjectNode) child.get("data")).put("parentId", "local:parent");
        assertThat(push(child).status()).isEqualTo(SyncStatus.QUEUED);

        assertRefused(push(task(id, "org")));
        assertThat(push(child))
                .satisfies(again -> assertThat(again.status()).isEqualTo(SyncStatus.QUEUED))
                .satisfies(again -> assertThat(again.duplicate()).isTrue());
    }

    @Test
    void aStrangerLearnsNothingOfTheEntityThatUsedTheId() {
        var id = UUID.randomUUID();
        assertThat(running().push(ADMIN, task(id, site())).status()).isEqualTo(SyncStatus.APPLIED);

        assertThat(push(task(id, "org")).error())
                .satisfies(error ->
                        assertThat(Objects.requireNonNull(error).errorCode()).isEqualTo(ErrorCode.FORBIDDEN));
    }

    @Test
    void aRestartForgetsNoId() {
        var id = UUID.randomUUID();
        var first = task(id, "org");
        var answer = push(first);

        running().restart();

        assertRefused(push(task(id, "org")));
        assertThat(push(first)).isEqualTo(asDuplicate(answer));
        assertThat(push(first.deepCopy().put("mutationId", UUID.randomUUID().toString()))
                        .error())
                .satisfies(error ->
                        assertThat(Objects.requireNonNull(error).errorCode()).isEqualTo(ErrorCode.ALREADY_EXISTS));
    }

    @Test
    void aBatchSentAgainAfterARestartIsAnsweredAsBeforeBesideWhatIsNew() {
        var old = List.of(task(UUID.randomUUID(), "org"), task(UUID.randomUUID(), "org"));
        batch(ada, old.get(0), old.get(1));

        running().restart();
        var results =
                batch(ada, task(UUID.randomUUID(), "org"), old.get(0), task(UUID.randomUUID(), "org"), old.get(1));

        assertThat(results).extracting(SyncResult::status).containsOnly(SyncStatus.APPLIED);
        assertThat(results).extracting(SyncResult::duplicate).containsExactly(false, true, false, true);
    }

    private static void assertRefused(SyncResult result) {
        assertThat(Objects.requireNonNull(result.error()).errorCode()).isEqualTo(ErrorCode.MUTATION_ID_REUSED);
    }

    private static SyncResult asDuplicate(SyncResult first) {
        return new SyncResult(
                first.mutationId(),
                first.status(),
                true,
                first.entityType(),
                first.entityId(),
                first.localId(),
                first.version(),
                first.data(),
                first.conflict(),
                first.error());
    }

    private SyncResult push(ObjectNode item) {
        return running().push(ada, item);
    }

    private static List<SyncResult> batch(Caller caller, ObjectNode... items) {
        return running()
                .bean(MutationIntake.class)
                .push(List.copyOf(Stream.of(items).toList()), caller, 1000);
    }

    private static String site() {
        var id = UUID.randomUUID().toString();
        var site = task(UUID.randomUUID(), id).put("entityType", "project").put("entityId", id);
        site.putObject("data").put("name", "Quay 7");
        assertThat(running().push(ADMIN, site).status()).isEqualTo(SyncStatus.APPLIED);
        return id;
    }

    private static ObjectNode task(UUID mutationId, String project) {
        var item = JSON.createObjectNode()
                .put("mutationId", mutationId.toString())
                .put("entityType", "task")
                .put("operation", "CREATE")
                .put("projectId", project)
                .put("entityId", UUID.randomUUID().toString());
        item.putObject("data").put("title", "Pour slab");
        return item;
    }

    private static RunningCommandSide running() {
        return Objects.requireNonNull(running);
    }
}
