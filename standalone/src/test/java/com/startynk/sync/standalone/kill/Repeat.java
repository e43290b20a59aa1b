package com.startynk.sync.standalone.kill;

import static org.awaitility.Awaitility.await;

import com.startynk.sync.protocol.push.SyncStatus;
import java.io.IOException;
import java.time.Duration;
import java.util.List;

/** A batch of mutations that have all had their outcome, sent until each has it again. */
final class Repeat {

    private final Calls calls;
    private final Ledger ledger;
    private List<Intent> open;

    Repeat(Calls calls, Ledger ledger, List<Intent> told) {
        this.calls = calls;
        this.ledger = ledger;
        this.open = told;
    }

    void untilAnswered() {
        await().atMost(Duration.ofMinutes(3))
                .pollDelay(Duration.ZERO)
                .ignoreExceptionsInstanceOf(IOException.class)
                .until(this::isAnswered);
    }

    private boolean isAnswered() throws IOException, InterruptedException {
        var answers = calls.batch(open.stream().map(Intent::item).toList());
        for (var n = 0; n < answers.size(); n++) {
            if (answers.get(n).status() != SyncStatus.RETRY) {
                ledger.acknowledgeAgain(open.get(n), answers.get(n));
            }
        }
        var sent = open;
        open = sent.stream()
                .filter(intent -> answers.get(sent.indexOf(intent)).status() == SyncStatus.RETRY)
                .toList();
        return open.isEmpty();
    }
}
