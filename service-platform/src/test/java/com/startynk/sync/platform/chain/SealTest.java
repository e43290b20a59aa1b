package com.startynk.sync.platform.chain;

import static com.startynk.sync.platform.chain.StreamChainTest.KEY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.startynk.sync.platform.RunningPlatform;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SealTest {

    private final RunningPlatform platform =
            RunningPlatform.start(Map.of("startynk.audit.key", KEY, "startynk.audit.seal-after", "1h"));
    private final TamperedStore store = new TamperedStore(platform);

    @AfterEach
    void stop() {
        platform.close();
    }

    @Test
    void coversWhatIsThereAndSaysWhatItDoesNotCoverYet() {
        store.note(3);
        store.seal();
        store.note(2);
        store.seal();
        store.note(4);

        var report = store.look(null);

        assertThat(store.broken()).isEmpty();
        assertThat(report.events()).isEqualTo(9);
        assertThat(report.streams()).isEqualTo(3);
        assertThat(report.seals()).isEqualTo(2);
        assertThat(report.unsealed()).isEqualTo(4);
        assertThat(report.broken()).isZero();
    }

    @Test
    void showsThatTheEndOfAStreamWasRemoved() {
        var note = store.note(5);
        store.seal();
        store.execute("DELETE FROM domain_event WHERE aggregate_identifier = ? AND sequence_number = 4", note);

        assertThat(store.brokenIn(note)).as("what is left fits together").isEmpty();
        assertThat(store.broken())
                .singleElement()
                .asString()
                .startsWith("seal 1: between 1 and ")
                .endsWith("there were 5 events, there are 4");
    }

    @Test
    void showsThatAWholeStreamWasRemoved() {
        store.note(2);
        var note = store.note(3);
        store.seal();
        store.note(1);
        store.execute("DELETE FROM domain_event WHERE aggregate_identifier = ?", note);

        assertThat(store.broken()).singleElement().asString().endsWith("there were 5 events, there are 2");
    }

    @Test
    void showsThatAnEventFromBeforeTheChainWasChanged() {
        var note = store.note(3);
        store.execute("UPDATE domain_event SET chain_hash = NULL WHERE aggregate_identifier = ?", note);
        store.seal();
        assertThat(store.broken()).isEmpty();

        store.execute("UPDATE domain_event SET payload = '{}' WHERE aggregate_identifier = ?", note);

        assertThat(store.broken()).singleElement().asString().contains("other events were sealed than are there");
    }

    @Test
    void showsThatAllLinksOfAStreamWereTakenAway() {
        var note = store.note(3);
        store.seal();
        store.execute("UPDATE domain_event SET chain_hash = NULL WHERE aggregate_identifier = ?", note);

        assertThat(store.broken()).singleElement().asString().contains("other events were sealed than are there");
    }

    @Test
    void showsThatASealWasRemovedOrChanged() {
        for (var n = 0; n < 3; n++) {
            store.note(2);
            store.seal();
        }
        store.execute("UPDATE event_seal SET events = 3 WHERE number = 3");
        store.execute("DELETE FROM event_seal WHERE number = 2");

        assertThat(store.broken()).hasSize(1).first().asString().contains("the seals from 2 to 2 are missing");
    }

    @Test
    void showsThatAllSinceANotedSealWasRemoved() {
        store.note(2);
        store.seal();
        store.note(2);
        store.seal();
        var noted = store.look(null).lastSeal();
        assertThat(store.look(noted).broken()).isZero();

        store.execute("DELETE FROM domain_event WHERE global_index > 2");
        store.execute("DELETE FROM event_seal WHERE number = 2");

        assertThat(store.look(null).broken()).as("a store as it once was").isZero();
        assertThat(store.look(noted).broken()).isEqualTo(1);
    }

    @Test
    void isMadeByItselfOnceEventsAreOldEnough() {
        try (var sealing = RunningPlatform.startOn(
                platform, Map.of("startynk.audit.key", KEY, "startynk.audit.seal-after", "120ms"))) {
            store.note(3);

            await().until(() -> sealing.bean(ChainRows.class).sealsAfter(0).stream()
                            .mapToLong(Seal::events)
                            .sum()
                    == 3);
        }
        assertThat(store.broken()).isEmpty();
    }

    @Test
    void cannotBeLookedAtWithoutItsKey() {
        store.note(1);
        store.seal();
        var others = new ChainKeys("another key that is as long as it has to be", List.of());

        var report = new ChainVerification(platform.bean(ChainRows.class), others).all(null, broken -> {});

        assertThat(report.broken()).isEqualTo(2);
        var both = new ChainKeys("another key that is as long as it has to be", List.of(KEY));
        assertThat(new ChainVerification(platform.bean(ChainRows.class), both)
                        .all(null, broken -> {})
                        .broken())
                .isZero();
    }

    @Test
    void isReadInPagesHoweverLongAStretchIs() {
        var note = store.note(1);
        for (var n = 0; n < 500; n++) {
            store.execute(
                    "INSERT INTO domain_event (event_identifier, aggregate_identifier, sequence_number, type,"
                            + " time_stamp, payload_type, payload_revision, payload, meta_data) VALUES (?, ?, 0,"
                            + " NULL, '2026-01-01T00:00:00.000Z', 'x', NULL, '{}', '{}')",
                    "old " + n,
                    "old " + n);
        }
        store.seal();
        store.write(note, 2);

        var report = store.look(null);

        assertThat(report.events()).isEqualTo(503);
        assertThat(report.streams()).isEqualTo(501);
        assertThat(report.unlinked()).isEqualTo(500);
        assertThat(report.unsealed()).isEqualTo(2);
        assertThat(report.broken()).isZero();
    }
}
