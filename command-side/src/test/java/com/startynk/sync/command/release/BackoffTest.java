package com.startynk.sync.command.release;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class BackoffTest {

    private final Backoff backoff = new Backoff(Duration.ofMillis(500), Duration.ofMinutes(5));

    @Test
    void doublesFromHalfASecondToFiveMinutes() {
        assertThat(backoff.after(1, 0)).isEqualTo(Duration.ofMillis(500));
        assertThat(backoff.after(2, 0)).isEqualTo(Duration.ofSeconds(1));
        assertThat(backoff.after(10, 0)).isEqualTo(Duration.ofSeconds(256));
        assertThat(backoff.after(11, 0)).isEqualTo(Duration.ofMinutes(5));
        assertThat(backoff.after(1000, 0)).isEqualTo(Duration.ofMinutes(5));
    }

    @Test
    void isShortenedByUpToAHalf() {
        assertThat(backoff.after(2, 0.5)).isEqualTo(Duration.ofMillis(750));
        assertThat(backoff.after(2, 0.999999)).isBetween(Duration.ofMillis(500), Duration.ofMillis(501));
    }
}
