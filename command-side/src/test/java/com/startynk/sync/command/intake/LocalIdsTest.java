package com.startynk.sync.command.intake;

import static com.startynk.sync.command.intake.RunningIntake.ADA;
import static com.startynk.sync.command.intake.RunningIntake.ADAS_TABLET;
import static com.startynk.sync.command.intake.RunningIntake.creation;
import static com.startynk.sync.command.intake.RunningIntake.creationOf;
import static com.startynk.sync.command.intake.RunningIntake.edit;
import static org.assertj.core.api.Assertions.assertThat;

import com.startynk.sync.protocol.ErrorCode;
import com.startynk.sync.protocol.push.SyncResult;
import com.startynk.sync.protocol.push.SyncStatus;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.ObjectNode;

/** Ids that a device gave to what it made while it was offline. */
class LocalIdsTest {

    private final RunningIntake intake = new RunningIntake();

    @AfterEach
    void stop() {
        intake.close();
    }

    @Test
    void nameTheSameEntityEachTimeAndAnotherOneOnAnotherDevice() {
        var first = intake.push(ADA, creationOf("local:1", "a")).get(0);
        var edit =
                intake.push(ADA, edit(null, 1, "b").put("localId", "local:1")).get(0);
        var elsewhere = intake.push(ADAS_TABLET, creationOf("local:1", "c")).get(0);

        assertThat(edit.entityId()).isEqualTo(first.entityId());
        assertThat(edit.version()).isEqualTo(2);
        assertThat(elsewhere.entityId()).isNotEqualTo(first.entityId());
    }

    @Test
    void areReplacedInReferencesWhicheverComesFirst() {
        var child = creationOf("local:child", "child");
        ((ObjectNode) child.get("data")).put("parentId", "local:parent");

        var results = intake.push(ADA, child, creationOf("local:parent", "parent"));

        assertThat(results).extracting(SyncResult::status).containsOnly(SyncStatus.APPLIED);
        assertThat(results.get(0).data())
                .containsEntry("parentId", results.get(1).entityId());
    }

    @Test
    void thatHaveNotArrivedParkTheItem() {
        var child = creationOf("local:child", "child");
        ((ObjectNode) child.get("data")).put("parentId", "local:parent");

        var first = intake.push(ADA, child).get(0);
        var again = intake.push(ADA, child).get(0);
        intake.push(ADA, creationOf("local:parent", "parent"));
        var arrived = intake.push(ADA, child).get(0);

        assertThat(first.status()).isEqualTo(SyncStatus.QUEUED);
        assertThat(first.entityId()).isNotNull();
        assertThat(first.data()).isNull();
        assertThat(first.duplicate()).isFalse();
        assertThat(again.status()).isEqualTo(SyncStatus.QUEUED);
        assertThat(again.duplicate()).isTrue();
        assertThat(arrived.status()).isEqualTo(SyncStatus.APPLIED);
        assertThat(arrived.duplicate()).isTrue();
        assertThat(arrived.entityId()).isEqualTo(first.entityId());
    }

    @Test
    void thatHaveNotArrivedParkAnEditOfWhatIsThereToo() {
        var task = intake.push(ADA, creation("there")).get(0);
        var edit = edit(task.entityId(), 1, "moved");
        ((ObjectNode) edit.get("data")).put("parentId", "local:parent");

        assertThat(intake.push(ADA, edit).get(0).status()).isEqualTo(SyncStatus.QUEUED);
    }

    @Test
    void doNotParkWhatIsRefusedAnyway() {
        var child = creationOf("local:child", "child")
                .put("projectId", UUID.randomUUID().toString());
        ((ObjectNode) child.get("data")).put("parentId", "local:parent");

        assertThat(intake.push(ADA, child).get(0).error().errorCode()).isEqualTo(ErrorCode.FORBIDDEN);
    }

    @Test
    void ofAParkedItemBelongToItsContentAndItsAuthor() {
        var child = creationOf("local:child", "child");
        ((ObjectNode) child.get("data")).put("parentId", "local:parent");
        intake.push(ADA, child);
        var other = child.deepCopy();
        ((ObjectNode) other.get("data")).put("title", "other");

        assertThat(intake.push(ADA, other).get(0).error().errorCode()).isEqualTo(ErrorCode.MUTATION_ID_REUSED);
    }

    @Test
    void areTakenOnce() {
        var first = intake.push(ADA, creationOf("local:1", "a")).get(0);

        var second = intake.push(ADA, creationOf("local:1", "b")).get(0);

        assertThat(second.error().errorCode()).isEqualTo(ErrorCode.ALREADY_EXISTS);
        assertThat(second.entityId()).isEqualTo(first.entityId());
    }
}
