package com.startynk.sync.benchmarks.load.scenario;

import com.startynk.sync.benchmarks.load.check.NoAnswer;
import com.startynk.sync.benchmarks.load.wire.Answer;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;

/** Counts answers that are no good, by what they said. */
public final class Traffic {

    private static final long PAUSE_MILLIS = 20;

    private final Map<String, LongAdder> failures = new ConcurrentHashMap<>();
    private final LongAdder forbidden = new LongAdder();

    /** Whether the answer is good. After a refusal for now its worker pauses: asking again at once would only add load. */
    boolean isGood(Answer answer) throws InterruptedException {
        if (answer.isGood()) {
            return true;
        }
        failed(answer.status() == 0 ? "no answer" : "HTTP " + answer.status());
        if (answer.isForbidden()) {
            forbidden.increment();
        }
        if (answer.isRefusedForNow()) {
            TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
        }
        return false;
    }

    void failed(NoAnswer failure) {
        failed(String.valueOf(failure.getMessage()));
        if (failure.isForbidden()) {
            forbidden.increment();
        }
    }

    void failed(String how) {
        failures.computeIfAbsent(how, any -> new LongAdder()).increment();
    }

    public long failedCount() {
        return failures.values().stream().mapToLong(LongAdder::sum).sum();
    }

    /** Answers by which the server failed without saying so as the contract has it. */
    public long forbiddenCount() {
        return forbidden.sum();
    }

    public Map<String, Long> failures() {
        var sums = new TreeMap<String, Long>();
        failures.forEach((how, count) -> sums.put(how, count.sum()));
        return sums;
    }
}
