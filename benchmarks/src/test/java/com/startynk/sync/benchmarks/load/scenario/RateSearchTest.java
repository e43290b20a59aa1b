package com.startynk.sync.benchmarks.load.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.startynk.sync.benchmarks.load.measure.Latencies;
import com.startynk.sync.benchmarks.load.measure.OpenLoop.Step;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class RateSearchTest {

    @Test
    void findsTheHighestRateAtWhichPeopleDoNotWait() throws Exception {
        var search = new RateSearch(rate -> step(rate, rate <= 1_000 ? 20 : 800, 0, 0));
        search.run(100, 20_000);
        assertThat(search.highestRate()).isCloseTo(1_000, within(50.0));
    }

    @Test
    void doesNotCountARateAtWhichRequestsAreGivenUp() throws Exception {
        var search = new RateSearch(rate -> step(rate, 20, 0, rate > 100 ? 1 : 0));
        search.run(100, 20_000);
        assertThat(search.highestRate()).isEqualTo(100);
    }

    @Test
    void doesNotCountARateAtWhichMoreThanOneInAHundredFails() throws Exception {
        var search = new RateSearch(rate -> step(rate, 20, rate > 100 ? 2 : 1, 0));
        search.run(100, 20_000);
        assertThat(search.highestRate()).isEqualTo(100);
    }

    @Test
    void goesNoFurtherThanItIsAsked() throws Exception {
        var search = new RateSearch(rate -> step(rate, 20, 0, 0));
        search.run(100, 200);
        assertThat(search.highestRate()).isEqualTo(150);
        assertThat(search.steps()).isEqualTo(2);
    }

    @Test
    void looksBelowTheFirstRateWhenThatIsTooMuch() throws Exception {
        var search = new RateSearch(rate -> step(rate, rate <= 60 ? 20 : 800, 0, 0));
        search.run(100, 20_000);
        assertThat(search.highestRate()).isEqualTo(50);
    }

    private static Step step(double rate, long millis, long failed, long givenUp) {
        var latencies = new Latencies();
        for (var request = 0; request < 100; request++) {
            latencies.record(TimeUnit.MILLISECONDS.toNanos(millis));
        }
        return new Step(rate, latencies, failed, givenUp);
    }
}
