package com.startynk.sync.query.updates;

import static org.assertj.core.api.Assertions.assertThat;

import com.startynk.sync.query.RunningQuerySide;
import com.startynk.sync.query.platform.UtcTimes;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** On a query side of its own, in whose feed nothing happens but what these tests note. */
class FeedTimeThinningTest {

    private static final Duration MINUTE = Duration.ofMinutes(1);

    private static RunningQuerySide querySide;

    private final JdbcTemplate jdbc = querySide.bean(JdbcTemplate.class);
    private final FeedPositions positions = querySide.bean(FeedPositions.class);
    private final TransactionTemplate transactions =
            new TransactionTemplate(querySide.bean(PlatformTransactionManager.class));
    private final Instant now = Instant.now().truncatedTo(ChronoUnit.MILLIS);
    private final List<Instant> noted = new ArrayList<>();

    @BeforeAll
    static void start() {
        querySide = RunningQuerySide.start(Map.of());
    }

    @AfterAll
    static void stop() {
        querySide.close();
    }

    @BeforeEach
    void forgetOtherTimes() {
        noted.clear();
        transactions.executeWithoutResult(status -> jdbc.update("DELETE FROM feed_time"));
    }

    @Test
    void keepsEveryTimeOfTheLastDayAndFewBefore() {
        noteEachMinute(now.minus(Duration.ofDays(3)), now);
        var ofTheLastDay = count(now.minus(Duration.ofDays(1)), now);

        thin();

        assertThat(count(now.minus(Duration.ofDays(1)), now)).isEqualTo(ofTheLastDay);
        var start = now.minus(Duration.ofDays(2)).truncatedTo(ChronoUnit.HOURS);
        assertThat(count(start, start.plus(Duration.ofHours(12)))).isEqualTo(12 * 6);
    }

    @Test
    void whoAsksForATimeRepeatsAtMostAStepAndMissesNothing() {
        var start = now.minus(Duration.ofDays(2));
        noteEachMinute(start, now);

        thin();

        for (var n = 15; n < noted.size(); n += 7) {
            var found = positions.before(noted.get(n));
            assertThat(found).isLessThanOrEqualTo(n + 1L).isGreaterThan(n + 1L - 11);
        }
        assertThat(positions.before(start.minus(MINUTE))).isZero();
    }

    @Test
    void forgetsWhatIsOlderThanTombstones() {
        var old = now.minus(Duration.ofDays(92));
        noteEachMinute(old, old.plus(Duration.ofHours(2)));
        noteEachMinute(
                now.minus(Duration.ofDays(90)), now.minus(Duration.ofDays(90)).plus(MINUTE));

        thin();

        assertThat(count(Instant.EPOCH, now.minus(Duration.ofDays(91)))).isZero();
        assertThat(count(Instant.EPOCH, now)).isPositive();
        assertThat(positions.before(old.plus(Duration.ofHours(1)))).isZero();
    }

    @Test
    void goesOnWhereItEnded() {
        noteEachMinute(now.minus(Duration.ofDays(2)), now.minus(Duration.ofHours(30)));
        var thinning = thinning();
        thinning.thin();
        var kept = count(Instant.EPOCH, now);

        thinning.thin();
        thin();
        assertThat(count(Instant.EPOCH, now)).isEqualTo(kept);
    }

    private void thin() {
        thinning().thin();
    }

    private FeedTimeThinning thinning() {
        return new FeedTimeThinning(
                new FeedTimeRows(jdbc), transactions, Clock.fixed(now, ZoneOffset.UTC), Duration.ofDays(91));
    }

    /** The n-th time has place n. */
    private void noteEachMinute(Instant from, Instant to) {
        transactions.executeWithoutResult(status -> {
            for (var at = from; at.isBefore(to); at = at.plus(MINUTE)) {
                noted.add(at);
                positions.saveTime(noted.size(), at);
            }
        });
    }

    private long count(Instant from, Instant to) {
        return jdbc.queryForObject(
                "SELECT COUNT(*) FROM feed_time WHERE at >= ? AND at < ?",
                Long.class,
                UtcTimes.column(from),
                UtcTimes.column(to));
    }
}
