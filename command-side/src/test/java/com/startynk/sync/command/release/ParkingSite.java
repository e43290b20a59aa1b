package com.startynk.sync.command.release;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.startynk.sync.command.RunningCommandSide;
import com.startynk.sync.command.entity.EntityDirectory;
import com.startynk.sync.command.intake.MutationLanes;
import com.startynk.sync.command.parking.ParkingRows;
import com.startynk.sync.protocol.Caller;
import com.startynk.sync.protocol.push.RetryResult;
import com.startynk.sync.protocol.push.SyncResult;
import com.startynk.sync.protocol.push.SyncStatus;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.axonframework.config.Configuration;
import org.axonframework.eventhandling.EventProcessor;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.NullNode;
import tools.jackson.databind.node.ObjectNode;

/** A phone whose changes wait for what they refer to, over the real event store and database. */
abstract class ParkingSite {

    private static final JsonMapper JSON = JsonMapper.shared();

    static final String PATIENT = "30d";

    final String phone = "phone-" + UUID.randomUUID();

    final Caller ada = new Caller("ada", phone, Set.of("FOREMAN"), 0, Long.MAX_VALUE);

    private @Nullable RunningCommandSide running;

    /** For those that want nothing special: each has a device of its own. */
    private static @Nullable RunningCommandSide shared;

    @AfterEach
    void stop() {
        if (running != null && running != shared) {
            running.close();
        }
    }

    @AfterAll
    static void stopShared() {
        if (shared != null) {
            shared.close();
            shared = null;
        }
    }

    Releases releasesTo(MutationLanes lanes) {
        return new Releases(
                lanes,
                bean(EntityDirectory.class),
                bean(ParkingRows.class),
                bean(FailedTries.class),
                Clock.systemUTC());
    }

    RetryResult retry() {
        return bean(RetryRequests.class).retry(NullNode.getInstance(), ada);
    }

    List<ParkingRows.Waiting> waiting() {
        return bean(ParkingRows.class).waitingSince(Instant.parse("2100-01-01T00:00:00Z"), 0, 100).stream()
                .filter(waiting -> waiting.item().deviceId().equals(phone))
                .toList();
    }

    /** In all of the index: also what failed and is to be tried again. */
    boolean nothingWaits() {
        return bean(ParkingRows.class).waitingOf("ada", phone, 1) == 0;
    }

    List<ObjectNode> parkedEdits(int count) {
        var edits = new ArrayList<ObjectNode>();
        for (var n = 1; n <= count; n++) {
            var edit = edit("local:task", 1, "title " + n);
            edits.add(edit);
            assertThat(push(edit).status()).isEqualTo(SyncStatus.QUEUED);
        }
        await().until(() -> waiting().size() == count);
        return edits;
    }

    EventProcessor releasing() {
        return bean(Configuration.class)
                .eventProcessingConfiguration()
                .eventProcessor(ParkingProjection.GROUP)
                .orElseThrow();
    }

    SyncResult push(ObjectNode item) {
        return running().push(ada, item);
    }

    <T> T bean(Class<T> type) {
        return running().bean(type);
    }

    RunningCommandSide running() {
        return Objects.requireNonNull(running);
    }

    static ObjectNode creation(String localId, @Nullable String parent) {
        var item = JSON.createObjectNode()
                .put("mutationId", UUID.randomUUID().toString())
                .put("entityType", "task")
                .put("operation", "CREATE")
                .put("projectId", "org")
                .put("localId", localId);
        var data = item.putObject("data").put("title", localId);
        if (parent != null) {
            data.put("parentId", parent);
        }
        return item;
    }

    static ObjectNode edit(String localId, long base, String title) {
        var item = creation(localId, null).put("operation", "UPDATE").put("baseVersion", base);
        ((ObjectNode) item.get("data")).put("title", title);
        return item;
    }

    void start() {
        if (shared == null) {
            shared = started(PATIENT, Map.of());
        }
        running = shared;
    }

    void start(String patience, Map<String, Object> further) {
        running = started(patience, further);
    }

    private static RunningCommandSide started(String patience, Map<String, Object> further) {
        var settings = new HashMap<String, Object>(
                Map.of("startynk.parking.patience", patience, "startynk.parking.sweep", "50ms"));
        settings.putAll(further);
        return RunningCommandSide.start(settings);
    }
}
