package com.startynk.sync.query.status;

import static com.startynk.sync.query.Site.caller;
import static com.startynk.sync.query.Site.newUser;
import static org.assertj.core.api.Assertions.assertThat;

import com.startynk.sync.events.entity.ConflictResolution;
import com.startynk.sync.events.entity.DetectedConflict;
import com.startynk.sync.protocol.Caller;
import com.startynk.sync.query.RunningQuerySide;
import com.startynk.sync.query.Site;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class SyncStatusTest {

    private final RunningQuerySide querySide = RunningQuerySide.shared();
    private final Site site = new Site(querySide);
    private final Caller ada = caller(newUser(), "WORKER");

    @Test
    void ofADeviceThatNeverSyncedIsEmpty() {
        var status = status();

        assertThat(status.path("health").asString()).isEqualTo("OK");
        assertThat(status.path("queue").toString())
                .isEqualTo("{\"pending\":0,\"waiting\":0,\"failed\":0,\"oldestPendingAgeMs\":0}");
        assertThat(status.path("device").toString())
                .isEqualTo("{\"lastSyncAt\":null,\"pendingConflicts\":0,\"failedItems\":[]}");
        assertThat(status.path("metrics").path("successRate").doubleValue()).isBetween(0.0, 1.0);
    }

    @Test
    void knowsTheLastPushAndOpenConflicts() {
        var task = site.by(ada).task(site.project(ada.userId()));
        site.conflict(
                task, new DetectedConflict(UUID.randomUUID(), "MANUAL_RESOLVE", ConflictResolution.PENDING, List.of()));

        var device = status().path("device");
        assertThat(device.path("lastSyncAt").asString()).matches("\\d{4}-.*\\.\\d{3}Z");
        assertThat(device.path("pendingConflicts").longValue()).isEqualTo(1);
    }

    @Test
    void knowsTheLastPull() {
        querySide.get("/api/v1/sync/updates?limit=1", ada);

        assertThat(status().path("device").path("lastSyncAt").asString()).matches("\\d{4}-.*\\.\\d{3}Z");
    }

    private JsonNode status() {
        return querySide.get("/api/v1/sync/status", ada).json();
    }
}
