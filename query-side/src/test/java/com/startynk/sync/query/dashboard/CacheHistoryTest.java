package com.startynk.sync.query.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import com.startynk.sync.query.activity.Step;
import com.startynk.sync.query.entity.CacheStatistics;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.junit.jupiter.api.Test;

class CacheHistoryTest {

    private static final Instant NOON = Instant.parse("2026-11-23T12:00:10Z");

    private Instant now = NOON;
    private long hits;
    private long misses;

    private final CacheHistory history = new CacheHistory(this::statistics, new Clock() {
        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public Clock withZone(java.time.ZoneId zone) {
            return this;
        }

        @Override
        public java.time.ZoneId getZone() {
            return ZoneOffset.UTC;
        }
    });

    @Test
    void tellsWhatCameInEachMinuteAndHour() {
        read(3, 1);
        now = NOON.plus(1, ChronoUnit.MINUTES);
        read(5, 0);
        now = NOON.plus(1, ChronoUnit.HOURS);
        read(0, 2);

        var minutes = history.since(NOON.minus(1, ChronoUnit.HOURS), Step.MINUTE);
        assertThat(minutes.get(Instant.parse("2026-11-23T12:00:00Z"))).containsExactly(3, 1);
        assertThat(minutes.get(Instant.parse("2026-11-23T12:01:00Z"))).containsExactly(5, 0);
        var hours = history.since(NOON.minus(1, ChronoUnit.DAYS), Step.HOUR);
        assertThat(hours.get(Instant.parse("2026-11-23T12:00:00Z"))).containsExactly(8, 1);
        assertThat(hours.get(Instant.parse("2026-11-23T13:00:00Z"))).containsExactly(0, 2);
    }

    @Test
    void keepsNoMoreThanADay() {
        read(3, 1);
        now = NOON.plus(2, ChronoUnit.DAYS);
        history.look();

        assertThat(history.since(NOON.minus(1, ChronoUnit.DAYS), Step.HOUR))
                .doesNotContainKey(Instant.parse("2026-11-23T12:00:00Z"));
    }

    private void read(long moreHits, long moreMisses) {
        hits += moreHits;
        misses += moreMisses;
        history.look();
    }

    private List<CacheStatistics.Figures> statistics() {
        return List.of(new CacheStatistics.Figures("task", "redis", hits, misses, misses, 0, 0, 0, 0));
    }
}
