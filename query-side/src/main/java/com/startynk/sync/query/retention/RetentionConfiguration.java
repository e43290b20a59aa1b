package com.startynk.sync.query.retention;

import com.startynk.sync.catalog.EntityCatalog;
import com.startynk.sync.platform.job.Job;
import com.startynk.sync.platform.job.Jobs;
import com.startynk.sync.query.activity.ConflictCountRows;
import com.startynk.sync.query.activity.CountRows;
import com.startynk.sync.query.entity.EntityRows;
import com.startynk.sync.query.entity.StoredFields;
import com.startynk.sync.query.status.SyncLogRows;
import com.startynk.sync.query.updates.FeedPositions;
import java.time.Clock;
import java.util.List;
import javax.sql.DataSource;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionOperations;

/** Deletes what is too old, on one node at a time. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(RetentionSettings.class)
public class RetentionConfiguration {

    @Bean
    PurgedRows purgedRows(JdbcTemplate jdbc) {
        return new PurgedRows(jdbc);
    }

    @Bean
    LogRetention logRetention(
            SyncLogRows syncLog,
            List<CountRows> counts,
            ConflictCountRows conflicts,
            TransactionOperations transactions,
            RetentionSettings settings,
            Clock clock) {
        return new LogRetention(
                syncLog, counts, conflicts, new Portions(transactions, settings.batch()), settings, clock);
    }

    @Bean
    TombstoneRetention tombstoneRetention(
            JdbcTemplate jdbc,
            PurgedRows purged,
            EntityRows entities,
            FeedPositions positions,
            EntityCatalog catalog,
            StoredFields json,
            TransactionOperations transactions,
            RetentionSettings settings,
            Clock clock) {
        return new TombstoneRetention(
                new TombstoneRows(jdbc), purged, entities, positions, catalog, json, transactions, settings, clock);
    }

    @Bean
    Jobs queryJobs(DataSource database, LogRetention logs, TombstoneRetention tombstones, RetentionSettings settings) {
        var every = settings.every();
        return new Jobs(
                database,
                "query_job",
                List.of(
                        new Job("sync-log-retention", every, logs::ofSyncLog),
                        new Job("count-retention", every, logs::ofCounts),
                        new Job("tombstone-retention", every, tombstones::run)));
    }
}
