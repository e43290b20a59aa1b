package com.startynk.sync.query.retention;

import com.startynk.sync.catalog.EntityCatalog;
import com.startynk.sync.query.RunningQuerySide;
import com.startynk.sync.query.entity.EntityRows;
import com.startynk.sync.query.entity.StoredFields;
import com.startynk.sync.query.updates.FeedPositions;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionTemplate;

/** Lets time pass for the tombstones of a query side, by the clock that their retention looks at. */
final class Time {

    private static final Duration A_LITTLE = Duration.ofMinutes(1);

    private final RunningQuerySide querySide;
    private final FeedPositions positions;
    private final TransactionTemplate transactions;
    private Instant now = Instant.now();

    Time(RunningQuerySide querySide) {
        this.querySide = querySide;
        this.positions = querySide.bean(FeedPositions.class);
        this.transactions = querySide.bean(TransactionTemplate.class);
    }

    /** What has happened so far happened by now. */
    void pass(Duration time) {
        querySide.settle();
        transactions.executeWithoutResult(
                status -> positions.saveTime(positions.head().position(), Instant.now()));
        now = now.plus(time).plus(A_LITTLE);
    }

    /** The time of tombstones passes, and they are deleted. */
    void letGo() {
        pass(Duration.ofDays(91));
        run();
        pass(TombstoneRetention.LONGEST_PULL);
        run();
    }

    void run() {
        run(500);
    }

    void run(int batch) {
        new TombstoneRetention(
                        new TombstoneRows(querySide.bean(JdbcTemplate.class)),
                        querySide.bean(PurgedRows.class),
                        querySide.bean(EntityRows.class),
                        positions,
                        querySide.bean(EntityCatalog.class),
                        querySide.bean(StoredFields.class),
                        transactions,
                        new RetentionSettings(
                                Duration.ofDays(30), Duration.ofDays(90), Duration.ofDays(31), A_LITTLE, batch),
                        Clock.fixed(now, ZoneOffset.UTC))
                .run();
    }
}
