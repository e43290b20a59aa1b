package com.startynk.sync.command.entity;

import static com.startynk.sync.command.entity.Given.ADA;
import static com.startynk.sync.command.entity.Given.BEN;
import static com.startynk.sync.command.entity.Given.MARA;
import static com.startynk.sync.command.entity.Given.NOON;
import static com.startynk.sync.command.entity.Given.SLAB;
import static com.startynk.sync.command.entity.Given.applied;
import static com.startynk.sync.command.entity.Given.by;
import static com.startynk.sync.command.entity.Given.conflict;
import static com.startynk.sync.command.entity.Given.edit;
import static com.startynk.sync.command.entity.Given.group;
import static com.startynk.sync.command.entity.Given.merged;
import static com.startynk.sync.command.entity.Given.uuid;
import static org.assertj.core.api.Assertions.assertThat;
import static org.axonframework.test.matchers.Matchers.matches;

import com.startynk.sync.catalog.EntityCatalog;
import com.startynk.sync.events.entity.ConflictResolution;
import com.startynk.sync.events.entity.DetectedConflict.ContestedField;
import com.startynk.sync.events.entity.EntityChanged;
import com.startynk.sync.events.entity.EntityCreated;
import com.startynk.sync.events.entity.EntityDeleted;
import com.startynk.sync.events.entity.EntityRevived;
import com.startynk.sync.events.entity.MutationFact;
import com.startynk.sync.events.entity.MutationId;
import com.startynk.sync.events.entity.MutationOutcome;
import com.startynk.sync.events.entity.SensitiveValuesErased;
import com.startynk.sync.protocol.ErrorCode;
import com.startynk.sync.protocol.Projects;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.axonframework.test.aggregate.FixtureConfiguration;
import org.axonframework.test.aggregate.TestExecutor;
import org.junit.jupiter.api.Test;

/** Persons are erased, and with them what is sensitive in the records about them. Mara orders it. */
class ErasingTest {

    private static final String TYPE = "medical";

    private final FixtureConfiguration<SyncedEntity> fixture =
            EntityStory.decidedBy(EntityCatalog.load(Path.of("../standalone/src/test/access-types")));

    @Test
    void emptiesTheSensitiveFieldsThatHaveAValue() {
        file().when(group(erasure("e-1"))).expectEvents(erased("e-1", 2, "bloodGroup", "weight"));
    }

    @Test
    void happensOnce() {
        file(by(MARA, erased("e-1", 2, "bloodGroup", "weight")))
                .when(group(erasure("e-2")))
                .expectNoEvents();
    }

    @Test
    void isNotedWhereNothingSensitiveIsAndMakesNoVersion() {
        var cleared = new HashMap<String, Object>();
        cleared.put("bloodGroup", null);
        cleared.put("weight", null);
        file(by(ADA, new EntityChanged(SLAB, applied("m-2"), 2, cleared, null)))
                .when(group(erasure("e-1")))
                .expectEvents(erased("e-1", 2));
    }

    /** Also of an edit that was sealed before, and decided after. */
    @Test
    void letsNoSensitiveFieldBeSetAgain() {
        file(by(MARA, erased("e-1", 2, "bloodGroup", "weight")))
                .when(group(edit("m-3", ADA).of(TYPE).on(2).setting(Map.of("bloodGroup", "enc:1:c"))))
                .expectResultMessagePayloadMatching(matches(answers -> {
                    var answer = (Outcome) ((List<?>) answers).get(0);
                    assertThat(answer.error()).isEqualTo(ErrorCode.INVALID_INPUT);
                    assertThat(answer.message()).startsWith("data.bloodGroup: cannot be set any more");
                    return true;
                }))
                .expectNoEvents();
    }

    @Test
    void leavesTheRestOfARecordToBeEdited() {
        file(by(MARA, erased("e-1", 2, "bloodGroup", "weight")))
                .when(group(edit("m-3", ADA).of(TYPE).on(2).setting(Map.of("fitUntil", "2027-01-31"))))
                .expectEvents(new EntityChanged(SLAB, applied("m-3"), 3, Map.of("fitUntil", "2027-01-31"), null));
    }

    /** Its values are lost with the key, so nobody can tell whether they are the same. */
    @Test
    void leavesWhatIsSentAgainItsFirstAnswer() {
        file(by(ADA, new EntityChanged(SLAB, applied("m-2"), 2, Map.of("bloodGroup", "enc:1:c"), null)))
                .when(group(edit("m-2", ADA).of(TYPE).withContent("another").setting(Map.of("bloodGroup", "enc:0:"))))
                .expectResultMessagePayloadMatching(matches(answers -> {
                    var answer = (Outcome) ((List<?>) answers).get(0);
                    assertThat(answer.duplicate()).isTrue();
                    assertThat(answer.version()).isEqualTo(2);
                    return true;
                }))
                .expectNoEvents();
    }

    @Test
    void leavesWhatIsDeletedDeletedAndEmptyWhenItComesBack() {
        var edit = edit("m-3", ADA).of(TYPE).on(3).setting(Map.of("fitUntil", "2027-01-31"));
        file(by(ADA, new EntityDeleted(SLAB, applied("m-2"), 2)), by(MARA, erased("e-1", 3, "bloodGroup", "weight")))
                .when(group(edit))
                .expectResultMessagePayloadMatching(matches(answers -> {
                    assertThat(((Outcome) ((List<?>) answers).get(0)).data())
                            .isEqualTo(Map.of("workerId", "ann", "fitUntil", "2027-01-31"));
                    return true;
                }))
                .expectEvents(new EntityRevived(
                        SLAB,
                        merged("m-3"),
                        4,
                        Map.of("fitUntil", "2027-01-31"),
                        conflict(
                                "m-3",
                                "MERGE",
                                ConflictResolution.MERGED,
                                new ContestedField("fitUntil", null, "2027-01-31", null, "2027-01-31"))));
    }

    @Test
    void aRecordStaysAboutItsPerson() {
        file().when(group(edit("m-2", ADA).of(TYPE).setting(Map.of("workerId", "ben"))))
                .expectResultMessagePayloadMatching(matches(answers -> {
                    var answer = (Outcome) ((List<?>) answers).get(0);
                    assertThat(answer.error()).isEqualTo(ErrorCode.INVALID_INPUT);
                    assertThat(answer.message()).startsWith("data.workerId: says whom the record is about");
                    return true;
                }))
                .expectNoEvents();
    }

    @Test
    void aRecordMayNameItsPersonAgain() {
        file().when(group(edit("m-2", BEN).of(TYPE).setting(Map.of("workerId", "ann", "fitUntil", "2027-01-31"))))
                .expectEvents(new EntityChanged(SLAB, applied("m-2"), 2, Map.of("fitUntil", "2027-01-31"), null));
    }

    /** A record about Ann, whose sensitive values are texts that only look as if they were sealed: nothing here opens them. */
    private TestExecutor<SyncedEntity> file(Object... further) {
        var events = new ArrayList<Object>();
        events.add(by(
                ADA,
                new EntityCreated(
                        SLAB,
                        applied("m-1"),
                        TYPE,
                        Projects.ORG,
                        Map.of("workerId", "ann", "bloodGroup", "enc:1:b", "weight", "enc:1:w"))));
        events.addAll(List.of(further));
        return fixture.given(events);
    }

    private static Erasure erasure(String id) {
        return new Erasure(new MutationId(uuid(id)), TYPE, SLAB, Projects.ORG, NOON, MARA);
    }

    private static SensitiveValuesErased erased(String id, long version, String... fields) {
        return new SensitiveValuesErased(
                SLAB,
                new MutationFact(new MutationId(uuid(id)), "", MutationOutcome.APPLIED, null, NOON),
                version,
                List.of(fields));
    }
}
