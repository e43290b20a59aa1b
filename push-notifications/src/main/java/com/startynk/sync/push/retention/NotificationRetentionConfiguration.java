package com.startynk.sync.push.retention;

import com.startynk.sync.platform.job.Job;
import com.startynk.sync.platform.job.Jobs;
import java.time.Clock;
import java.util.List;
import javax.sql.DataSource;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionOperations;

/** Deletes what is too old, on one node at a time. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(NotificationRetentionSettings.class)
public class NotificationRetentionConfiguration {

    @Bean
    Jobs pushJobs(
            DataSource database,
            JdbcClient jdbc,
            TransactionOperations transactions,
            NotificationRetentionSettings settings,
            Clock clock) {
        var retention = new NotificationRetention(new OldNotificationRows(jdbc), transactions, settings, clock);
        return new Jobs(
                database, "push_job", List.of(new Job("notification-retention", settings.every(), retention::run)));
    }
}
