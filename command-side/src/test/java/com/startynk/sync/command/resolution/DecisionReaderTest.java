package com.startynk.sync.command.resolution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.startynk.sync.catalog.EntityCatalog;
import com.startynk.sync.command.entity.Decision;
import com.startynk.sync.command.intake.IntakeSettings;
import com.startynk.sync.command.intake.NothingSensitive;
import com.startynk.sync.protocol.Caller;
import com.startynk.sync.protocol.FieldError;
import com.startynk.sync.protocol.SyncFailure;
import com.startynk.sync.protocol.conflict.ConflictView;
import com.startynk.sync.protocol.conflict.Resolution;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

class DecisionReaderTest {

    private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");
    private static final Caller MARA = new Caller("mara", "maras-desk", Set.of("PROJECT_MANAGER"), 0, Long.MAX_VALUE);
    private static final String WALL = "5b1c0000-0000-4000-8000-000000000002";

    private final DecisionReader reader = new DecisionReader(
            EntityCatalog.load(null),
            NothingSensitive.of(EntityCatalog.load(null)),
            JsonMapper.shared(),
            new IntakeSettings(65_536, 500, false, 4, 10_000, 50, Duration.ofMillis(500), Duration.ofMillis(100)),
            Clock.fixed(NOON, ZoneOffset.UTC));
    private final ConflictView conflict = ofATask();

    @Test
    void takesReferencesByUuidOnly() {
        var failure = catchThrowableOfType(SyncFailure.class, () -> read("""
            {"resolution": "CUSTOM", "data": {"parentId": "local:wall", "assigneeIds": ["%s", "local:ada"]}}\
            """.formatted(WALL)));

        assertThat(failure.errors()).extracting(FieldError::field).containsOnly("data.parentId", "data.assigneeIds");
        assertThat(read("{\"resolution\": \"CUSTOM\", \"data\": {\"parentId\": \"" + WALL + "\"}}")
                        .fields())
                .containsEntry("parentId", WALL);
    }

    @Test
    void leavesDataAsideThatADecisionDoesNotNeed() {
        var decision = read("{\"resolution\": \"SERVER\", \"data\": {\"title\": 5}}");

        assertThat(decision.fields()).isEmpty();
        assertThat(decision.decidedAt()).isEqualTo(NOON);
    }

    @Test
    void namesTheOneDecisionOfAConflictWhateverItIs() {
        assertThat(read("{\"resolution\": \"SERVER\"}").id())
                .isEqualTo(read("{\"resolution\": \"CLIENT\"}").id());
    }

    private Decision read(String json) {
        return reader.read(JsonMapper.shared().readTree(json), conflict, MARA);
    }

    private static ConflictView ofATask() {
        return new ConflictView(
                UUID.randomUUID().toString(),
                "task",
                "5b1c0000-0000-4000-8000-000000000001",
                "7d0e0000-0000-4000-8000-000000000001",
                UUID.randomUUID().toString(),
                "MANUAL_RESOLVE",
                Resolution.PENDING,
                ConflictView.PENDING,
                List.of(),
                NOON,
                new ConflictView.Author("ben", "bens-phone"),
                null,
                null);
    }
}
