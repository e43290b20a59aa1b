package com.startynk.sync.platform.chain;

import static org.assertj.core.api.Assertions.assertThat;

import com.startynk.sync.platform.RunningPlatform;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.core.JdbcTemplate;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class StreamChainTest {

    static final String KEY = "a key for tests that nobody else has";

    private static final String OF = " WHERE aggregate_identifier = ? AND sequence_number = ?";

    private RunningPlatform platform;
    private TamperedStore store;

    @BeforeAll
    void start() {
        platform = RunningPlatform.start(Map.of("startynk.audit.key", KEY, "startynk.audit.seal-after", "1h"));
        store = new TamperedStore(platform);
    }

    @AfterAll
    void stop() {
        platform.close();
    }

    @Test
    void holdsWhatWasStored() {
        assertThat(store.brokenIn(store.note(7))).isEmpty();
    }

    @Test
    void holdsAlsoWhereTheLinkBeforeHasToBeLookedUp() {
        var note = store.note(3);
        try (var another = RunningPlatform.startOn(platform, Map.of("startynk.audit.key", KEY))) {
            new TamperedStore(another).write(note, 2);
        }
        store.write(note, 2);

        assertThat(store.brokenIn(note)).isEmpty();
        assertThat(linked(note)).isEqualTo(7);
    }

    @Test
    void holdsBehindAStreamThatWasReadAhead() {
        var note = store.note(2);
        try (var another = RunningPlatform.startOn(platform, Map.of("startynk.audit.key", KEY))) {
            new TamperedStore(another).writeThirdAfterReadingAhead(note);
        }

        assertThat(store.brokenIn(note)).isEmpty();
        assertThat(linked(note)).isEqualTo(3);
    }

    @Test
    void holdsOverAnAppendOfSeveralStatements() {
        var note = store.noteAtOnce(101);

        assertThat(store.brokenIn(note)).isEmpty();
        assertThat(linked(note)).isEqualTo(101);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "payload = '{\"text\":\"forged\"}'",
                "meta_data = '{\"userId\":\"somebody else\"}'",
                "time_stamp = '2020-01-01T00:00:00.000Z'",
                "payload_type = 'com.example.Forged'",
                "payload_revision = '7'",
                "type = 'Forged'",
                "event_identifier = 'forged'"
            })
    void showsWhatWasChanged(String change) {
        var note = store.note(5);
        store.execute("UPDATE domain_event SET " + change + OF, note, 2);
        if (change.startsWith("event_identifier")) {
            store.execute(
                    "UPDATE domain_event SET event_identifier = ?" + OF,
                    UUID.randomUUID().toString(),
                    note,
                    2);
        }

        assertThat(store.brokenIn(note))
                .singleElement()
                .asString()
                .startsWith("event 2 (")
                .endsWith("is not what was stored, or not in its place");
    }

    @Test
    void showsWhatWasRemoved() {
        var note = store.note(6);
        store.execute("DELETE FROM domain_event" + OF, note, 2);
        store.execute("DELETE FROM domain_event" + OF, note, 3);

        assertThat(store.brokenIn(note)).containsExactly("events 2 to 3 are missing");
    }

    @Test
    void showsWhatWasRemovedAndClosedUp() {
        var note = store.note(4);
        store.execute("DELETE FROM domain_event" + OF, note, 1);
        store.execute("UPDATE domain_event SET sequence_number = 1" + OF, note, 2);
        store.execute("UPDATE domain_event SET sequence_number = 2" + OF, note, 3);

        assertThat(store.brokenIn(note)).singleElement().asString().startsWith("event 1 (");
    }

    @Test
    void showsThatTheBeginningWasRemoved() {
        var note = store.note(3);
        store.execute("DELETE FROM domain_event" + OF, note, 0);

        assertThat(store.brokenIn(note)).containsExactly("event 0 is missing");
    }

    @Test
    void showsWhatWasReordered() {
        var note = store.note(5);
        store.exchange(note, 1, 3);

        assertThat(store.brokenIn(note)).singleElement().asString().startsWith("event 1 (");
    }

    @Test
    void showsWhatWasPutInFromAnotherStream() {
        var note = store.note(2);
        var other = store.note(3);
        store.execute("UPDATE domain_event SET aggregate_identifier = ?" + OF, note, other, 2);

        assertThat(store.brokenIn(note)).singleElement().asString().startsWith("event 2 (");
    }

    @Test
    void showsThatALinkWasTakenAway() {
        var note = store.note(4);
        store.execute("UPDATE domain_event SET payload = '{}', chain_hash = NULL" + OF, note, 2);

        assertThat(store.brokenIn(note))
                .singleElement()
                .asString()
                .endsWith("has no link, though the one before it has");
    }

    @Test
    void cannotBeMadeAnewWithoutTheKey() {
        var note = store.note(2);
        var open = new ChainKeys(null, List.of());
        var rows = platform.bean(ChainRows.class).stream(note);
        var first = rows.next();
        var forged = rows.next().event().link(open.present(), first.link());
        store.execute("UPDATE domain_event SET chain_hash = ?" + OF, forged, note, 1);

        assertThat(store.brokenIn(note))
                .singleElement()
                .asString()
                .endsWith("is linked without a key, though the one before it is with one");
    }

    @Test
    void takesEventsFromBeforeItForWhatTheyAreAndGoesOnFromThere() {
        var note = store.note(3);
        store.execute("UPDATE domain_event SET chain_hash = NULL WHERE aggregate_identifier = ?", note);
        try (var upgraded = RunningPlatform.startOn(platform, Map.of("startynk.audit.key", KEY))) {
            new TamperedStore(upgraded).write(note, 2);
        }

        var report = store.verification().stream(note, broken -> {});

        assertThat(report.events()).isEqualTo(5);
        assertThat(report.unlinked()).isEqualTo(3);
        assertThat(report.broken()).isZero();
    }

    private long linked(String note) {
        var count = platform.bean(JdbcTemplate.class)
                .queryForObject(
                        "SELECT COUNT(chain_hash) FROM domain_event WHERE aggregate_identifier = ?", Long.class, note);
        return count == null ? 0 : count;
    }
}
