package com.startynk.sync.command.entity;

import static com.startynk.sync.command.entity.EntityStory.answers;
import static com.startynk.sync.command.entity.EntityStory.change;
import static com.startynk.sync.command.entity.EntityStory.kept;
import static com.startynk.sync.command.entity.Given.ADA;
import static com.startynk.sync.command.entity.Given.BEN;
import static com.startynk.sync.command.entity.Given.NOON;
import static com.startynk.sync.command.entity.Given.SLAB;
import static com.startynk.sync.command.entity.Given.applied;
import static com.startynk.sync.command.entity.Given.by;
import static com.startynk.sync.command.entity.Given.conflict;
import static com.startynk.sync.command.entity.Given.edit;
import static com.startynk.sync.command.entity.Given.fact;
import static com.startynk.sync.command.entity.Given.group;
import static com.startynk.sync.command.entity.Given.merged;
import static org.assertj.core.api.Assertions.assertThat;

import com.startynk.sync.events.entity.ConflictDetected;
import com.startynk.sync.events.entity.ConflictResolution;
import com.startynk.sync.events.entity.DetectedConflict.ContestedField;
import com.startynk.sync.events.entity.EntityChanged;
import com.startynk.sync.events.entity.MutationAcknowledged;
import com.startynk.sync.events.entity.MutationOutcome;
import com.startynk.sync.protocol.push.SyncStatus;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Edits that meet changes which they did not know. */
class EditingLateTest {

    private final EntityStory story = new EntityStory();

    @Test
    void joinsEditsOfDifferentFields() {
        story.pouring(by(ADA, change("m-2", 2, Map.of("title", "b"))))
                .when(group(edit("m-3", BEN).setting(Map.of("progress", 7L))))
                .expectEvents(new EntityChanged(SLAB, merged("m-3"), 3, Map.of("progress", 7L), null));
    }

    @Test
    void mergesAFieldThatBothSidesChangedByItsRule() {
        story.pouring(by(ADA, change("m-2", 2, Map.of("assigneeIds", List.of("a", "c")))))
                .when(group(edit("m-3", BEN).setting(Map.of("assigneeIds", List.of("b", "a")))))
                .expectEvents(new EntityChanged(
                        SLAB,
                        merged("m-3"),
                        3,
                        Map.of("assigneeIds", List.of("a", "c", "b")),
                        conflict(
                                "m-3",
                                "MERGE",
                                ConflictResolution.MERGED,
                                new ContestedField(
                                        "assigneeIds",
                                        null,
                                        List.of("b", "a"),
                                        List.of("a", "c"),
                                        List.of("a", "c", "b")))));
    }

    @Test
    void joinsEditsOfOneFieldToTheSameValueWithoutAVersion() {
        answers(
                        story.pouring(by(ADA, change("m-2", 2, Map.of("title", "b"))))
                                .when(group(edit("m-3", BEN).setting(Map.of("title", "b")))),
                        answer -> {
                            assertThat(answer.status()).isEqualTo(SyncStatus.MERGED);
                            assertThat(answer.version()).isEqualTo(2);
                            assertThat(answer.conflict()).isNull();
                        })
                .expectEvents(new MutationAcknowledged(SLAB, merged("m-3"), 2));
    }

    @Test
    void recordsAConflictThatLeavesTheStateAsItWas() {
        story.pouring(by(ADA, change("m-2", 2, Map.of("progress", 50L))))
                .when(group(edit("m-3", BEN).setting(Map.of("progress", 30L))))
                .expectEvents(new ConflictDetected(
                        SLAB,
                        merged("m-3"),
                        2,
                        conflict(
                                "m-3",
                                "MERGE",
                                ConflictResolution.MERGED,
                                new ContestedField("progress", null, 30L, 50L, 50L)),
                        false));
    }

    @Test
    void keepsAKeyThatOnlyTheServerTouched() {
        story.pouring(
                        by(ADA, change("m-2", 2, Map.of("checklist", Map.of("a", false)))),
                        by(ADA, change("m-3", 3, Map.of("checklist", Map.of("a", true)))))
                .when(group(edit("m-4", BEN).on(2).setting(Map.of("checklist", Map.of("a", false, "c", true)))))
                .expectEvents(new EntityChanged(
                        SLAB,
                        merged("m-4"),
                        4,
                        Map.of("checklist", Map.of("a", true, "c", true)),
                        conflict(
                                "m-4",
                                "MERGE",
                                ConflictResolution.MERGED,
                                new ContestedField(
                                        "checklist",
                                        Map.of("a", false),
                                        Map.of("a", false, "c", true),
                                        Map.of("a", true),
                                        Map.of("a", true, "c", true)))));
    }

    @Test
    void letsTheLaterEditOfATextWinWhoeverArrivesLast() {
        var earlier = NOON.minusSeconds(60);
        story.pouring(by(ADA, change("m-2", 2, Map.of("title", "server"))))
                .when(group(edit("m-3", BEN).at(earlier).setting(Map.of("title", "client"))))
                .expectEvents(new ConflictDetected(
                        SLAB,
                        fact("m-3", MutationOutcome.MERGED, earlier),
                        2,
                        conflict(
                                "m-3",
                                "MERGE",
                                ConflictResolution.MERGED,
                                new ContestedField("title", "Pour slab", "client", "server", "server")),
                        false));
    }

    @Test
    void keepsTheServersStateWhereTheServerWins() {
        answers(
                        story.given("material", by(ADA, change("m-2", 2, Map.of("quantity", 2L))))
                                .when(group(edit("m-3", BEN).of("material").setting(Map.of("quantity", 3L)))),
                        answer -> {
                            assertThat(answer.status()).isEqualTo(SyncStatus.CONFLICT);
                            assertThat(answer.version()).isEqualTo(2);
                            assertThat(answer.data()).containsEntry("quantity", 2L);
                        })
                .expectEvents(kept("m-3", "SERVER_WINS", ConflictResolution.SERVER, "quantity", null, 3L, 2L));
    }

    @Test
    void storesTheClientsValuesWhereTheClientWins() {
        story.given("clientwins", by(ADA, change("m-2", 2, Map.of("a", "s"))))
                .when(group(edit("m-3", BEN).of("clientwins").setting(Map.of("a", "c"))))
                .expectEvents(new EntityChanged(
                        SLAB,
                        applied("m-3"),
                        3,
                        Map.of("a", "c"),
                        conflict(
                                "m-3",
                                "CLIENT_WINS",
                                ConflictResolution.CLIENT,
                                new ContestedField("a", null, "c", "s", "c"))));
    }

    @Test
    void waitsForAPersonWhereOneMustResolve() {
        story.given("manualresolve", by(ADA, change("m-2", 2, Map.of("a", "s"))))
                .when(group(edit("m-3", BEN).of("manualresolve").setting(Map.of("a", "c"))))
                .expectEvents(kept("m-3", "MANUAL_RESOLVE", ConflictResolution.PENDING, "a", null, "c", "s"));
    }

    @Test
    void letsOnlyTheManualFieldWaitAndStoresTheOthers() {
        story.given("manualfield", by(ADA, change("m-2", 2, Map.of("a", "s", "n", 5L))))
                .when(group(edit("m-3", BEN).of("manualfield").setting(Map.of("a", "c", "n", 9L, "b", "new"))))
                .expectResultMessagePayloadMatching(org.axonframework.test.matchers.Matchers.matches(payload -> {
                    var answer = (Outcome) ((List<?>) payload).get(0);
                    return answer.status() == SyncStatus.CONFLICT
                            && answer.version() == 3L
                            && answer.data().equals(Map.of("name", "n", "a", "s", "n", 9L, "b", "new"));
                }));
    }

    @Test
    void isDecidedFromTheEventStoreWhenItsBaseIsOlderThanWhatIsRemembered() {
        var versions = EntityHistory.VERSIONS_REMEMBERED + 10;
        var events = new java.util.ArrayList<Object>();
        for (var version = 2; version <= versions; version++) {
            events.add(by(ADA, change("m-" + version, version, Map.of("progress", (long) version))));
        }
        answers(
                story.pouring(events.toArray())
                        .when(group(edit("late", BEN)
                                .at(NOON.minusSeconds(1))
                                .setting(Map.of("title", "mine", "progress", 1L)))),
                answer -> {
                    assertThat(answer.status()).isEqualTo(SyncStatus.MERGED);
                    assertThat(answer.version()).isEqualTo(versions + 1);
                    assertThat(answer.conflict().fields()).containsExactly("progress");
                    assertThat(answer.data()).isEqualTo(Map.of("title", "mine", "progress", (long) versions));
                });
    }
}
