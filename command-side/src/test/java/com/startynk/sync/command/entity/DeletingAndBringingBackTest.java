package com.startynk.sync.command.entity;

import static com.startynk.sync.command.entity.EntityStory.answers;
import static com.startynk.sync.command.entity.EntityStory.change;
import static com.startynk.sync.command.entity.EntityStory.kept;
import static com.startynk.sync.command.entity.EntityStory.keptDespite;
import static com.startynk.sync.command.entity.Given.ADA;
import static com.startynk.sync.command.entity.Given.BEN;
import static com.startynk.sync.command.entity.Given.SLAB;
import static com.startynk.sync.command.entity.Given.applied;
import static com.startynk.sync.command.entity.Given.by;
import static com.startynk.sync.command.entity.Given.conflict;
import static com.startynk.sync.command.entity.Given.edit;
import static com.startynk.sync.command.entity.Given.group;
import static com.startynk.sync.command.entity.Given.merged;
import static org.assertj.core.api.Assertions.assertThat;

import com.startynk.sync.events.entity.ConflictResolution;
import com.startynk.sync.events.entity.DetectedConflict.ContestedField;
import com.startynk.sync.events.entity.EntityDeleted;
import com.startynk.sync.events.entity.EntityRevived;
import com.startynk.sync.events.entity.MutationAcknowledged;
import com.startynk.sync.protocol.push.SyncStatus;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Deletions, and edits of what was deleted. */
class DeletingAndBringingBackTest {

    private final EntityStory story = new EntityStory();

    @Test
    void deletesTheNewestVersion() {
        answers(
                        story.pouring().when(group(edit("m-2", BEN).deleting())),
                        answer -> assertThat(answer.data()).isEmpty())
                .expectEvents(new EntityDeleted(SLAB, applied("m-2"), 2));
    }

    @Test
    void acceptsASecondDeleteWithoutAVersion() {
        story.pouring(by(ADA, new EntityDeleted(SLAB, applied("m-2"), 2)))
                .when(group(edit("m-3", BEN).deleting()))
                .expectEvents(new MutationAcknowledged(SLAB, applied("m-3"), 2));
    }

    @Test
    void leavesStandingWhatAnotherHasEditedSince() {
        story.pouring(by(ADA, change("m-2", 2, Map.of("title", "b"))))
                .when(group(edit("m-3", BEN).deleting()))
                .expectEvents(
                        keptDespite(true, "m-3", "MERGE", ConflictResolution.SERVER, "title", "Pour slab", null, "b"));
    }

    @Test
    void bringsBackWhatAnotherHasDeletedSince() {
        answers(
                        story.pouring(by(ADA, new EntityDeleted(SLAB, applied("m-2"), 2)))
                                .when(group(edit("m-3", BEN).setting(Map.of("progress", 3L)))),
                        answer -> assertThat(answer.data()).isEqualTo(Map.of("title", "Pour slab", "progress", 3L)))
                .expectEvents(new EntityRevived(
                        SLAB,
                        merged("m-3"),
                        3,
                        Map.of("progress", 3L),
                        conflict(
                                "m-3",
                                "MERGE",
                                ConflictResolution.MERGED,
                                new ContestedField("progress", null, 3L, null, 3L))));
    }

    @Test
    void leavesStandingWhatAnotherHasEditedSinceThoughTheClientWins() {
        story.given("clientwins", by(ADA, change("m-2", 2, Map.of("a", "s"))))
                .when(group(edit("m-3", BEN).of("clientwins").deleting()))
                .expectEvents(keptDespite(true, "m-3", "CLIENT_WINS", ConflictResolution.SERVER, "a", null, null, "s"));
    }

    @Test
    void bringsBackAsSentWhereTheClientWins() {
        answers(
                story.given("clientwins", by(ADA, new EntityDeleted(SLAB, applied("m-2"), 2)))
                        .when(group(edit("m-3", BEN).of("clientwins").setting(Map.of("a", "c")))),
                answer -> {
                    assertThat(answer.status()).isEqualTo(SyncStatus.APPLIED);
                    assertThat(answer.conflict().resolution()).hasToString("CLIENT");
                    assertThat(answer.data()).isEqualTo(Map.of("name", "n", "a", "c"));
                });
    }

    @Test
    void staysDeletedWhereTheServerWins() {
        story.given("material", by(ADA, new EntityDeleted(SLAB, applied("m-2"), 2)))
                .when(group(edit("m-3", BEN).of("material").setting(Map.of("quantity", 2L))))
                .expectEvents(kept("m-3", "SERVER_WINS", ConflictResolution.SERVER, "quantity", null, 2L, null));
    }
}
