package com.startynk.sync.standalone.kill;

import static org.assertj.core.api.Assertions.assertThat;

import com.startynk.sync.protocol.push.SyncResult;
import com.startynk.sync.protocol.push.SyncStatus;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;

/** Sends its outbox from the front, in batches of any size, and again whatever it got no outcome for. */
final class Device {

    /** Of an outbox; what a device does beyond that while it has no answer makes no difference. */
    private static final int FULL = 40;

    private static final int BATCH = 300;

    private final Calls calls;
    private final Work work;
    private final Random random;
    private final Ledger ledger = new Ledger();
    private final Deque<Intent> outbox = new ArrayDeque<>();
    private final AtomicInteger lostAnswers = new AtomicInteger();
    private final AtomicInteger refusals = new AtomicInteger();
    private boolean atWork = true;

    Device(Calls calls, Work work, Random random) {
        this.calls = calls;
        this.work = work;
        this.random = random;
    }

    synchronized void makeAndSend() throws InterruptedException {
        if (atWork && outbox.size() < FULL) {
            outbox.addAll(work.some());
        }
        if (!outbox.isEmpty()) {
            send(outbox.stream().limit(1 + random.nextInt(outbox.size())).toList());
        }
    }

    /** Nothing new is made, and what is in the outbox goes out. */
    synchronized void rest() {
        atWork = false;
    }

    synchronized void goOn() {
        atWork = true;
    }

    /** The parents that are still to come go out; nothing new is made. */
    synchronized void callItADay() {
        rest();
        outbox.addAll(work.lateParents());
    }

    synchronized void put(List<Intent> intents) {
        outbox.addAll(intents);
    }

    private void send(List<Intent> intents) throws InterruptedException {
        try {
            take(intents, answers(intents));
        } catch (Calls.Refused e) {
            refusals.incrementAndGet();
        } catch (IOException e) {
            lostAnswers.incrementAndGet();
        }
    }

    private List<SyncResult> answers(List<Intent> intents) throws IOException, InterruptedException {
        return intents.size() == 1
                ? List.of(calls.item(intents.get(0).item()))
                : calls.batch(intents.stream().map(Intent::item).toList());
    }

    private void take(List<Intent> intents, List<SyncResult> answers) {
        assertThat(answers).hasSameSizeAs(intents);
        var refused = new HashSet<String>();
        for (var n = 0; n < answers.size(); n++) {
            var answer = answers.get(n);
            if (answer.status() == SyncStatus.RETRY) {
                refused.add(answer.entityId());
                refusals.incrementAndGet();
            } else {
                assertThat(refused)
                        .as("%s went past an earlier edit of its entity", answer)
                        .doesNotContain(answer.entityId());
                outbox.remove(intents.get(n));
                ledger.acknowledge(intents.get(n), answer);
                work.learn(intents.get(n), answer);
            }
        }
    }

    /** Sends everything again that it was told for good, and compares. */
    int sendAllAgain() {
        var told = ledger.entries().stream().map(Ledger.Entry::intent).toList();
        for (var from = 0; from < told.size(); from += BATCH) {
            new Repeat(calls, ledger, told.subList(from, Math.min(told.size(), from + BATCH))).untilAnswered();
        }
        return told.size();
    }

    synchronized boolean isDone() {
        return outbox.isEmpty();
    }

    Calls calls() {
        return calls;
    }

    Ledger ledger() {
        return ledger;
    }

    int refusals() {
        return refusals.get();
    }

    int lostAnswers() {
        return lostAnswers.get();
    }
}
