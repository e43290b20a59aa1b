package com.startynk.sync.standalone.kill;

import static org.assertj.core.api.Assertions.assertThat;

import com.startynk.sync.protocol.push.SyncResult;
import com.startynk.sync.protocol.push.SyncStatus;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What one device was told for good. */
final class Ledger {

    private static final Set<SyncStatus> EXPECTED = Set.of(SyncStatus.APPLIED, SyncStatus.MERGED, SyncStatus.QUEUED);

    private final Map<String, Entry> entries = new LinkedHashMap<>();

    /** A mutation, and the first answer to it that was an outcome. */
    record Entry(Intent intent, SyncResult outcome) {

        boolean parked() {
            return outcome.status() == SyncStatus.QUEUED;
        }
    }

    synchronized void acknowledge(Intent intent, SyncResult outcome) {
        assertThat(outcome.status()).as(said(outcome)).isIn(EXPECTED);
        assertThat(outcome.mutationId()).isEqualTo(intent.id());
        assertThat(entries.put(intent.id(), new Entry(intent, outcome))).isNull();
    }

    /** What was sent again is answered as it was the first time; a parked item by its outcome, once it has one. */
    synchronized void acknowledgeAgain(Intent intent, SyncResult again) {
        var first = entries.get(intent.id()).outcome();
        var both = said(first) + ", and again " + said(again);
        assertThat(again.duplicate()).as(both).isTrue();
        assertThat(again.entityId()).as(both).isEqualTo(first.entityId());
        if (first.status() == SyncStatus.QUEUED) {
            assertThat(again.status()).as(both).isIn(EXPECTED);
            entries.put(intent.id(), new Entry(intent, again));
        } else {
            assertThat(List.of(again.status(), String.valueOf(again.version())))
                    .as(both)
                    .isEqualTo(List.of(first.status(), String.valueOf(first.version())));
        }
    }

    /** Without the data, which goes on for pages. */
    private static String said(SyncResult answer) {
        return "%s of %s %s: %s version %s duplicate %s error %s"
                .formatted(
                        answer.mutationId(),
                        answer.entityType(),
                        answer.entityId(),
                        answer.status(),
                        answer.version(),
                        answer.duplicate(),
                        answer.error());
    }

    synchronized List<Entry> entries() {
        return new ArrayList<>(entries.values());
    }

    synchronized int size() {
        return entries.size();
    }
}
