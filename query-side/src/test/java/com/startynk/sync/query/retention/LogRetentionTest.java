package com.startynk.sync.query.retention;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.startynk.sync.query.RunningQuerySide;
import com.startynk.sync.query.activity.ConflictCountRows;
import com.startynk.sync.query.activity.ConflictTally;
import com.startynk.sync.query.activity.CountRows;
import com.startynk.sync.query.activity.Counts;
import com.startynk.sync.query.status.SyncLogRows;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionTemplate;

/** On a query side of its own, in which nothing happens but what these tests note. */
class LogRetentionTest {

    private final Instant now = Instant.now().truncatedTo(ChronoUnit.HOURS);

    private static RunningQuerySide querySide;

    private final JdbcTemplate jdbc = querySide.bean(JdbcTemplate.class);
    private final TransactionTemplate transactions = querySide.bean(TransactionTemplate.class);
    private final SyncLogRows syncLog = querySide.bean(SyncLogRows.class);
    private final CountRows counts = new CountRows(jdbc, "parking_count", List.of("queued", "failed"));
    private final ConflictCountRows conflicts = querySide.bean(ConflictCountRows.class);

    @BeforeAll
    static void start() {
        querySide = RunningQuerySide.start(Map.of());
    }

    @AfterAll
    static void stop() {
        querySide.close();
    }

    @Test
    void forgetsLinesOfTheSyncLogThatAreOlderThanThirtyDays() {
        for (var n = 0; n < 25; n++) {
            line(now.minus(Duration.ofDays(30)).minusSeconds(1 + n));
        }
        line(now.minus(Duration.ofDays(30)));
        line(now.minus(Duration.ofDays(1)));

        retention().ofSyncLog();

        assertThat(jdbc.queryForObject("SELECT COUNT(*) FROM sync_log", Long.class))
                .isEqualTo(2);
        assertThat(jdbc.queryForObject("SELECT COUNT(*) FROM device_push WHERE device_id = ?", Long.class, (Object)
                        "a-phone".getBytes(UTF_8)))
                .as("when a device last pushed is kept")
                .isEqualTo(1);
    }

    @Test
    void forgetsCountsThatNoDashboardDraws() {
        for (var at : List.of(
                now.minus(Duration.ofDays(40)), now.minus(Duration.ofDays(3)), now.minus(Duration.ofHours(1)))) {
            transactions.executeWithoutResult(status -> {
                var more = new Counts(2);
                more.add(at, "quay", 0);
                counts.add(more);
                var met = new ConflictTally();
                met.met(at, "quay", "task", "MERGE", "MERGED", List.of("title"));
                conflicts.add(met);
            });
        }

        retention().ofCounts();

        for (var table : List.of("parking_count", "conflict_count")) {
            assertThat(count(table, "M")).as(table + " by minutes").isEqualTo(2);
            assertThat(count(table, "H")).as(table + " by hours").isEqualTo(4);
        }
        assertThat(jdbc.queryForObject("SELECT COUNT(*) FROM contested_field_count", Long.class))
                .isEqualTo(4);
    }

    private long count(String table, String step) {
        return jdbc.queryForObject("SELECT COUNT(*) FROM " + table + " WHERE step = ?", Long.class, step);
    }

    private void line(Instant at) {
        transactions.executeWithoutResult(status -> syncLog.save(List.of(new SyncLogRows.Line(
                UUID.randomUUID().toString(),
                UUID.randomUUID().toString(),
                "APPLIED",
                1,
                "AAAAAAAAAAAAAAAAAAAAAA",
                "ada",
                "a-phone",
                null,
                at,
                true))));
    }

    private LogRetention retention() {
        return new LogRetention(
                syncLog,
                List.of(counts),
                conflicts,
                new Portions(transactions, 10),
                new RetentionSettings(
                        Duration.ofDays(30), Duration.ofDays(90), Duration.ofDays(31), Duration.ofHours(1), 10),
                Clock.fixed(now, ZoneOffset.UTC));
    }
}
