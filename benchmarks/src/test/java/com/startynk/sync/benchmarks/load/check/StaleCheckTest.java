package com.startynk.sync.benchmarks.load.check;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class StaleCheckTest {

    private final Faults faults = new Faults();

    @Test
    void findsAReadThatIsOlderThanWhatTheFeedHadShown() {
        StaleCheck.check("a", 2, 3, faults);
        assertThat(faults.staleCount()).isEqualTo(1);
        assertThat(faults.isNone()).isFalse();
    }

    @Test
    void takesAReadThatIsNewerThanWhatTheFeedHadShown() {
        StaleCheck.check("a", 4, 3, faults);
        assertThat(faults.isNone()).isTrue();
    }
}
