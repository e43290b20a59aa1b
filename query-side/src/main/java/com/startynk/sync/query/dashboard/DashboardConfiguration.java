package com.startynk.sync.query.dashboard;

import com.startynk.sync.catalog.EntityCatalog;
import com.startynk.sync.query.activity.ConflictCountRows;
import com.startynk.sync.query.activity.CountRows;
import com.startynk.sync.query.activity.EntityTotalRows;
import com.startynk.sync.query.deadletter.DeadLetters;
import com.startynk.sync.query.entity.CacheStatistics;
import com.startynk.sync.query.membership.Access;
import com.startynk.sync.query.status.PushMetrics;
import com.startynk.sync.query.status.SystemHealth;
import java.time.Clock;
import org.axonframework.queryhandling.QueryGateway;
import org.axonframework.serialization.Serializer;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.JdbcTemplate;

/** What dashboards draw. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(DashboardSettings.class)
public class DashboardConfiguration {

    /** The processor that writes what is read. */
    private static final String PROJECTION = "entity-rows";

    @Bean
    DeviceFigureRows deviceFigureRows(JdbcTemplate jdbc) {
        return new DeviceFigureRows(jdbc);
    }

    @Bean
    DeviceFigures deviceFigures(DeviceFigureRows rows, DashboardSettings settings, Clock clock) {
        return new DeviceFigures(rows, settings, clock);
    }

    @Bean
    OtherServices otherServices(QueryGateway queries) {
        return new OtherServices(queries);
    }

    @Bean
    OverviewBoard overviewBoard(
            JdbcTemplate jdbc,
            Serializer serializer,
            SystemHealth health,
            DeviceFigures devices,
            EntityTotalRows totals,
            @Qualifier("activityCounts") CountRows activity,
            DeadLetters letters,
            Clock clock) {
        return new OverviewBoard(
                health,
                new ProjectionLagRows(jdbc, serializer, PROJECTION),
                devices,
                totals,
                activity,
                new PendingConflictRows(jdbc),
                new QueueFigureRows(jdbc),
                letters,
                clock);
    }

    @Bean
    SyncBoard syncBoard(
            JdbcTemplate jdbc,
            @Qualifier("activityCounts") CountRows activity,
            @Qualifier("parkingCounts") CountRows parking,
            PushMetrics metrics,
            DeviceFigures devices,
            OtherServices others,
            Clock clock) {
        return new SyncBoard(activity, parking, metrics, new QueueFigureRows(jdbc), devices, others, clock);
    }

    @Bean
    ConflictBoard conflictBoard(JdbcTemplate jdbc, ConflictCountRows counts, EntityCatalog catalog, Clock clock) {
        return new ConflictBoard(new PendingConflictRows(jdbc), counts, catalog, clock);
    }

    @Bean
    NotificationBoard notificationBoard(OtherServices others, DeviceFigureRows people, Clock clock) {
        return new NotificationBoard(others, people, clock);
    }

    @Bean
    CacheHistory cacheHistory(CacheStatistics statistics, Clock clock) {
        return new CacheHistory(statistics, clock);
    }

    @Bean
    CacheBoard cacheBoard(CacheStatistics statistics, CacheHistory history, Clock clock) {
        return new CacheBoard(statistics, history, clock);
    }

    @Bean
    DashboardController dashboardController(
            Access access,
            EntityCatalog catalog,
            OverviewBoard overview,
            SyncBoard sync,
            ConflictBoard conflicts,
            NotificationBoard notifications,
            CacheBoard caches) {
        return new DashboardController(
                caller -> Scope.of(caller, access, catalog), overview, sync, conflicts, notifications, caches);
    }

    @Bean
    CacheStatsController cacheStatsController(CacheStatistics statistics) {
        return new CacheStatsController(statistics);
    }
}
