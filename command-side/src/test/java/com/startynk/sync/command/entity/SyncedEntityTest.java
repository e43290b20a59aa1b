package com.startynk.sync.command.entity;

import static com.startynk.sync.command.entity.EntityStory.answers;
import static com.startynk.sync.command.entity.EntityStory.change;
import static com.startynk.sync.command.entity.EntityStory.refuses;
import static com.startynk.sync.command.entity.Given.ADA;
import static com.startynk.sync.command.entity.Given.BEN;
import static com.startynk.sync.command.entity.Given.SLAB;
import static com.startynk.sync.command.entity.Given.applied;
import static com.startynk.sync.command.entity.Given.by;
import static com.startynk.sync.command.entity.Given.edit;
import static com.startynk.sync.command.entity.Given.group;
import static org.assertj.core.api.Assertions.assertThat;

import com.startynk.sync.events.entity.EntityDeleted;
import com.startynk.sync.events.entity.MutationAcknowledged;
import com.startynk.sync.protocol.ErrorCode;
import com.startynk.sync.protocol.push.SyncStatus;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** What becomes of mutations that know the newest version, and of those that come again. */
class SyncedEntityTest {

    private final EntityStory story = new EntityStory();

    @Nested
    class Creating {

        @Test
        void refusesAnIdThatIsTaken() {
            refuses(
                    ErrorCode.ALREADY_EXISTS,
                    story.pouring().when(group(edit("m-2", BEN).creating(Map.of("title", "x")))));
        }

        @Test
        void refusesAnIdThatADeletedEntityHad() {
            refuses(
                    ErrorCode.ALREADY_EXISTS,
                    story.pouring(by(ADA, new EntityDeleted(SLAB, applied("m-2"), 2)))
                            .when(group(edit("m-3", BEN).creating(Map.of("title", "x")))));
        }
    }

    @Nested
    class SendingAgain {

        @Test
        void answersTheFirstOutcomeWithTheStateOfThatTime() {
            answers(
                            story.pouring(by(BEN, change("m-2", 2, Map.of("title", "Later"))))
                                    .when(group(edit("m-1", ADA).creating(Map.of("title", "Pour slab")))),
                            answer -> {
                                assertThat(answer.status()).isEqualTo(SyncStatus.APPLIED);
                                assertThat(answer.duplicate()).isTrue();
                                assertThat(answer.version()).isEqualTo(1);
                                assertThat(answer.data()).isEqualTo(Map.of("title", "Pour slab"));
                            })
                    .expectNoEvents();
        }

        @Test
        void answersTwiceInOneGroupAndStoresOnce() {
            var edit = edit("m-2", ADA).setting(Map.of("title", "Twice"));
            story.pouring()
                    .when(group(edit, edit))
                    .expectResultMessagePayloadMatching(org.axonframework.test.matchers.Matchers.matches(payload ->
                            ((List<?>) payload).equals(List.of(stored(2, false, "Twice"), stored(2, true, "Twice")))))
                    .expectEvents(change("m-2", 2, Map.of("title", "Twice")));
        }

        @Test
        void refusesAUsedIdWithOtherContent() {
            refuses(
                    ErrorCode.MUTATION_ID_REUSED,
                    story.pouring(by(ADA, change("m-2", 2, Map.of("title", "b"))))
                            .when(group(edit("m-2", ADA)
                                    .setting(Map.of("title", "c"))
                                    .withContent("other"))));
        }

        @Test
        void stillChangesNothingWhenItChangedNothingTheFirstTime() {
            answers(
                            story.pouring(
                                            by(ADA, new MutationAcknowledged(SLAB, applied("m-2"), 1)),
                                            by(BEN, change("m-3", 2, Map.of("title", "Later"))))
                                    .when(group(edit("m-2", ADA).setting(Map.of("title", "Pour slab")))),
                            answer -> {
                                assertThat(answer.duplicate()).isTrue();
                                assertThat(answer.version()).isEqualTo(1);
                            })
                    .expectNoEvents();
        }
    }

    @Nested
    class EditingTheNewestVersion {

        @Test
        void storesWhatChanges() {
            story.pouring()
                    .when(group(edit("m-2", BEN).setting(Map.of("title", "Pour slab", "progress", 5L))))
                    .expectEvents(change("m-2", 2, Map.of("progress", 5L)));
        }

        @Test
        void makesNoVersionWhenNothingChanges() {
            answers(story.pouring().when(group(edit("m-2", BEN).setting(Map.of("title", "Pour slab")))), answer -> {
                        assertThat(answer.status()).isEqualTo(SyncStatus.APPLIED);
                        assertThat(answer.version()).isEqualTo(1);
                    })
                    .expectEvents(new MutationAcknowledged(SLAB, applied("m-2"), 1));
        }

        @Test
        void refusesABaseVersionThatDoesNotExistYet() {
            refuses(
                    ErrorCode.INVALID_BASE_VERSION,
                    story.pouring().when(group(edit("m-2", BEN).on(2))));
        }

        @Test
        void takesADevicesOwnLaterEditsForItsBase() {
            story.pouring(by(BEN, change("m-2", 2, Map.of("title", "b"))))
                    .when(group(edit("m-3", BEN).setting(Map.of("title", "c"))))
                    .expectEvents(change("m-3", 3, Map.of("title", "c")));
        }
    }

    private static Outcome stored(long version, boolean duplicate, String title) {
        return new Outcome(SyncStatus.APPLIED, duplicate, SLAB, version, Map.of("title", title), null, null, null);
    }
}
