package com.startynk.sync.benchmarks.load.scenario;

import com.startynk.sync.benchmarks.load.measure.OpenLoop.Step;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Looks for the highest rate at which nineteen of twenty requests are answered within half a second: half as much again until
 * it is too much, then in the middle of what was borne and what was not.
 */
final class RateSearch {

    private static final double LIMIT_MS = 500;
    private static final double MAY_FAIL = 0.01;
    private static final double GROWTH = 1.5;
    private static final int HALVINGS = 3;

    private final Attempt attempt;
    private @Nullable Step best;
    private int steps;
    private long requests;

    /** Puts the server under load at a rate. */
    interface Attempt {

        Step at(double ratePerSecond) throws Exception;
    }

    RateSearch(Attempt attempt) {
        this.attempt = attempt;
    }

    void run(double startRate, double maxRate) throws Exception {
        var rate = startRate;
        while (rate <= maxRate && bears(rate)) {
            rate *= GROWTH;
        }
        if (rate > maxRate) {
            return;
        }
        halve(highestRate(), rate);
    }

    private void halve(double borne, double tooMuch) throws Exception {
        var low = borne;
        var high = tooMuch;
        for (var halving = 0; halving < HALVINGS; halving++) {
            var middle = (low + high) / 2;
            if (bears(middle)) {
                low = middle;
            } else {
                high = middle;
            }
        }
    }

    private boolean bears(double rate) throws Exception {
        var step = attempt.at(rate);
        steps++;
        requests += step.latencies().count();
        var borne = step.givenUp() == 0
                && step.failed() <= step.due() * MAY_FAIL
                && step.latencies().percentileMs(95) < LIMIT_MS;
        if (borne) {
            best = step;
        }
        return borne;
    }

    /** 0 when not even the first rate was borne, nor one below it. */
    double highestRate() {
        return best().map(Step::ratePerSecond).orElse(0.0);
    }

    Optional<Step> best() {
        return Optional.ofNullable(best);
    }

    int steps() {
        return steps;
    }

    long requests() {
        return requests;
    }
}
