package com.startynk.sync.command.intake;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class IntakeSettingsTest {

    @Test
    void hasAsManyLaneThreadsAsProcessorsFromTwoToEight() {
        var processors = Runtime.getRuntime().availableProcessors();

        assertThat(settings(0).laneThreads()).isBetween(2, 8);
        assertThat(settings(0).laneThreads() == processors || processors < 2 || processors > 8)
                .isTrue();
        assertThat(settings(12).laneThreads()).as("as it was told").isEqualTo(12);
    }

    @ParameterizedTest
    @CsvSource({"1, 10", "2, 20", "4, 40", "8, 80", "16, 80"})
    void fewThreadsWaitForTheFeedInProportion(int threads, int millis) {
        assertThat(settings(threads).patience()).isEqualTo(Duration.ofMillis(millis));
    }

    private static IntakeSettings settings(int laneThreads) {
        return new IntakeSettings(
                65_536, 500, false, laneThreads, 10_000, 200, Duration.ofMillis(500), Duration.ofMillis(80));
    }
}
