package com.startynk.sync.platform.axon;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.startynk.sync.platform.RunningPlatform;
import com.startynk.sync.platform.axon.NoteProcessing.WriteNote;
import java.util.Optional;
import java.util.UUID;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** Snapshots in the real event store that an earlier, or a later, release has left there. */
class PresentSnapshotsTest {

    private final RunningPlatform platform = RunningPlatform.shared();
    private final String note = UUID.randomUUID().toString();

    private record Stored(long sequence, String revision) {}

    @BeforeEach
    void writeUntilASnapshotIsTaken() {
        for (var n = 1; n <= 3; n++) {
            writeNote();
        }
        await().until(() -> snapshot().isPresent());
    }

    @Test
    void thePresentRevisionIsReadFromItsSnapshot() {
        change("payload = '{\"id\":\"" + note + "\",\"writes\":1000}'");

        assertThat(writeNote()).isGreaterThan(1000);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "payload_revision = '1'",
                "payload_revision = '3'",
                "payload_revision = NULL",
                "payload_type = 'com.startynk.sync.platform.axon.Gone'"
            })
    void anyOtherIsLeftAsideAndReplaced(String otherRelease) {
        change("payload = '{\"id\":\"" + note + "\",\"writes\":1000}', " + otherRelease);
        assertThat(firstSequenceRead()).isZero();

        assertThat(writeNote()).isEqualTo(4);

        await().untilAsserted(() -> assertThat(snapshot())
                .hasValueSatisfying(stored -> assertThat(stored.revision()).isEqualTo("2"))
                .hasValueSatisfying(stored -> assertThat(firstSequenceRead()).isEqualTo(stored.sequence())));
        assertThat(writeNote()).isEqualTo(5);
    }

    private int writeNote() {
        return platform.bean(CommandGateway.class).<Integer>sendAndWait(new WriteNote(note, "layer"));
    }

    private long firstSequenceRead() {
        return platform.bean(EventStore.class).readEvents(note).next().getSequenceNumber();
    }

    private Optional<Stored> snapshot() {
        return platform.bean(JdbcClient.class)
                .sql("SELECT sequence_number AS sequence, payload_revision AS revision FROM snapshot_event"
                        + " WHERE aggregate_identifier = ?")
                .param(note)
                .query(Stored.class)
                .optional();
    }

    private void change(String columns) {
        platform.bean(TransactionTemplate.class)
                .executeWithoutResult(transaction -> platform.bean(JdbcClient.class)
                        .sql("UPDATE snapshot_event SET " + columns + " WHERE aggregate_identifier = ?")
                        .param(note)
                        .update());
    }
}
