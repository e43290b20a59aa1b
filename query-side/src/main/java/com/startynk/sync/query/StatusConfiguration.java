package com.startynk.sync.query;

import com.startynk.sync.platform.trpc.Procedure;
import com.startynk.sync.query.platform.QuerySettings;
import com.startynk.sync.query.platform.ReadBarrier;
import com.startynk.sync.query.platform.RedisBreaker;
import com.startynk.sync.query.projection.EntityRowsProjection;
import com.startynk.sync.query.status.DevicePulls;
import com.startynk.sync.query.status.ProjectionHealth;
import com.startynk.sync.query.status.PushMetrics;
import com.startynk.sync.query.status.StatusController;
import com.startynk.sync.query.status.StatusReader;
import com.startynk.sync.query.status.StatusRows;
import com.startynk.sync.query.status.SyncLogRows;
import com.startynk.sync.query.status.SyncQueueProjection;
import com.startynk.sync.query.status.SyncQueueRows;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import org.axonframework.eventhandling.EventProcessor;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.JdbcTemplate;
import tools.jackson.databind.json.JsonMapper;

/** How syncing goes. */
@Configuration(proxyBeanMethods = false)
class StatusConfiguration {

    @Bean
    DevicePulls devicePulls(RedisBreaker redis, JsonMapper json) {
        return new DevicePulls(redis, json);
    }

    @Bean
    ProjectionHealth projectionHealth(org.axonframework.config.Configuration axon) {
        return () -> axon.eventProcessingConfiguration()
                .eventProcessor(EntityRowsProjection.GROUP)
                .map(StatusConfiguration::state)
                .orElse(ProjectionHealth.State.STOPPED);
    }

    @Bean
    StatusReader statusReader(
            JdbcTemplate jdbc,
            SyncLogRows syncLog,
            DevicePulls pulls,
            MeterRegistry meters,
            ProjectionHealth projection,
            RedisBreaker redis,
            ReadBarrier barrier,
            QuerySettings settings,
            Clock clock) {
        return new StatusReader(
                new StatusRows(jdbc),
                syncLog,
                pulls,
                new PushMetrics(meters),
                projection,
                redis,
                barrier,
                settings,
                clock);
    }

    @Bean
    SyncQueueProjection syncQueueProjection(JdbcTemplate jdbc, JsonMapper json, ReadBarrier barrier) {
        return new SyncQueueProjection(new SyncQueueRows(jdbc, json), barrier);
    }

    @Bean
    StatusController statusController(StatusReader reader) {
        return new StatusController(reader);
    }

    @Bean
    Procedure getSyncStatus(StatusReader reader) {
        return reader.procedure();
    }

    private static ProjectionHealth.State state(EventProcessor processor) {
        if (!processor.isRunning()) {
            return ProjectionHealth.State.STOPPED;
        }
        return processor.isError() ? ProjectionHealth.State.FAILING : ProjectionHealth.State.RUNNING;
    }
}
