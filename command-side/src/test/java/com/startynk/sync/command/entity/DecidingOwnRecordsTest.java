package com.startynk.sync.command.entity;

import static com.startynk.sync.command.entity.Given.ADA;
import static com.startynk.sync.command.entity.Given.BEN;
import static com.startynk.sync.command.entity.Given.MARA;
import static com.startynk.sync.command.entity.Given.NOON;
import static com.startynk.sync.command.entity.Given.SLAB;
import static com.startynk.sync.command.entity.Given.applied;
import static com.startynk.sync.command.entity.Given.by;
import static com.startynk.sync.command.entity.Given.conflict;
import static com.startynk.sync.command.entity.Given.decision;
import static com.startynk.sync.command.entity.Given.fact;
import static com.startynk.sync.command.entity.Given.group;
import static com.startynk.sync.command.entity.Given.person;
import static com.startynk.sync.events.entity.ConflictResolution.CLIENT;
import static com.startynk.sync.events.entity.ConflictResolution.CUSTOM;
import static com.startynk.sync.events.entity.ConflictResolution.PENDING;
import static com.startynk.sync.events.entity.ConflictResolution.SERVER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.axonframework.test.matchers.Matchers.matches;

import com.startynk.sync.catalog.EntityCatalog;
import com.startynk.sync.events.entity.ConflictDetected;
import com.startynk.sync.events.entity.ConflictResolution;
import com.startynk.sync.events.entity.DetectedConflict.ContestedField;
import com.startynk.sync.events.entity.EntityChanged;
import com.startynk.sync.events.entity.EntityCreated;
import com.startynk.sync.events.entity.MutationOutcome;
import com.startynk.sync.protocol.Caller;
import com.startynk.sync.protocol.ErrorCode;
import com.startynk.sync.protocol.Projects;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.axonframework.test.aggregate.FixtureConfiguration;
import org.axonframework.test.aggregate.ResultValidator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Managers are narrowed to their own records here. Mara's is contested by Ben, who wants it to be his. */
class DecidingOwnRecordsTest {

    private static final Caller OTHER_MANAGER = person("max", "maxs-desk", Caller.PROJECT_MANAGER);
    private static final Caller ADMIN = person("root", "roots-desk", Caller.ADMIN);
    private static final Caller MANAGER_AND_FOREMAN = person("mara", "maras-desk", Caller.PROJECT_MANAGER, "FOREMAN");

    private FixtureConfiguration<SyncedEntity> fixture;

    @BeforeEach
    void handleGroups(@TempDir Path types) throws IOException {
        Files.writeString(types.resolve("desk.yaml"), """
                name: desk
                strategy: MANUAL_RESOLVE
                granularity: ENTITY
                permissions:
                  read: all
                  create: all
                  update: all
                  delete: all
                  own: {field: ownerId, roles: [PROJECT_MANAGER]}
                fields:
                  ownerId: {type: text}
                  a: {type: text}
                """);
        fixture = EntityStory.decidedBy(EntityCatalog.load(types));
    }

    private ResultValidator<SyncedEntity> decided(
            Caller caller, ConflictResolution resolution, Map<String, Object> fields) {
        var created =
                new EntityCreated(SLAB, applied("m-1"), "desk", Projects.ORG, Map.of("ownerId", "mara", "a", "old"));
        var met = conflict(
                "m-3",
                "MANUAL_RESOLVE",
                PENDING,
                new ContestedField("a", "old", "c", "s", "s"),
                new ContestedField("ownerId", "mara", "ben", "mara", "mara"));
        return fixture.given(
                        by(ADA, created),
                        by(ADA, new EntityChanged(SLAB, applied("m-2"), 2, Map.of("a", "s"), null)),
                        by(BEN, new ConflictDetected(SLAB, fact("m-3", MutationOutcome.CONFLICT, NOON), 2, met, false)))
                .when(group(decision("desk", "m-3", resolution, caller, fields)));
    }

    private static void refuses(ErrorCode error, ResultValidator<SyncedEntity> result) {
        answers(error, result).expectNoEvents();
    }

    private static void accepts(ResultValidator<SyncedEntity> result) {
        answers(null, result);
    }

    private static ResultValidator<SyncedEntity> answers(
            @Nullable ErrorCode error, ResultValidator<SyncedEntity> result) {
        return result.expectResultMessagePayloadMatching(matches(payload -> {
            assertThat(((Outcome) ((List<?>) payload).get(0)).error()).isEqualTo(error);
            return true;
        }));
    }

    @Test
    void aNarrowedManagerGivesHisRecordAwayByNoDecisionOfHisOwn() {
        refuses(ErrorCode.FORBIDDEN, decided(MARA, CUSTOM, Map.of("ownerId", "ben")));
    }

    @Test
    void norByOneForWhoWantedIt() {
        refuses(ErrorCode.FORBIDDEN, decided(MARA, CLIENT, Map.of()));
    }

    @Test
    void whatLeavesItHisHeDecides() {
        accepts(decided(MARA, CUSTOM, Map.of("a", "x", "ownerId", "mara")));
    }

    @Test
    void soDoesKeepingWhatIsThere() {
        accepts(decided(MARA, SERVER, Map.of()));
    }

    @Test
    void theRecordsOfOthersDoNotExistForHim() {
        refuses(ErrorCode.NOT_FOUND, decided(OTHER_MANAGER, SERVER, Map.of()));
        refuses(ErrorCode.NOT_FOUND, decided(OTHER_MANAGER, CUSTOM, Map.of("ownerId", "max")));
    }

    @Test
    void whoeverIsNotNarrowedGivesItToWhomHeLikes() {
        accepts(decided(ADMIN, CUSTOM, Map.of("ownerId", "ben")));
        accepts(decided(ADMIN, CLIENT, Map.of()));
        accepts(decided(MANAGER_AND_FOREMAN, CUSTOM, Map.of("ownerId", "ben")));
    }
}
