package com.startynk.sync.query;

import com.startynk.sync.catalog.EntityCatalog;
import com.startynk.sync.events.entity.EntityEvent;
import com.startynk.sync.events.parking.ParkingEvent;
import com.startynk.sync.platform.axon.GatheredEvents;
import com.startynk.sync.platform.database.MigrationSet;
import com.startynk.sync.query.conflict.ConflictQueries;
import com.startynk.sync.query.dashboard.DashboardConfiguration;
import com.startynk.sync.query.deadletter.EventLetters;
import com.startynk.sync.query.entity.EntityCache;
import com.startynk.sync.query.entity.EntityQueries;
import com.startynk.sync.query.entity.PersonQueries;
import com.startynk.sync.query.entity.StoredTypeRows;
import com.startynk.sync.query.membership.MembershipChanges;
import com.startynk.sync.query.membership.MembershipQueries;
import com.startynk.sync.query.platform.DeploymentRows;
import com.startynk.sync.query.platform.QuerySettings;
import com.startynk.sync.query.platform.ReadBarrier;
import com.startynk.sync.query.platform.RedisBreaker;
import com.startynk.sync.query.projection.EntityRowsProjection;
import com.startynk.sync.query.projection.UnreadableEvents;
import com.startynk.sync.query.retention.RetentionConfiguration;
import com.startynk.sync.query.status.SyncQueueProjection;
import com.startynk.sync.query.updates.FeedQueries;
import com.startynk.sync.query.updates.SeenQueries;
import java.util.List;
import org.axonframework.config.ConfigurerModule;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.EventBus;
import org.axonframework.eventhandling.StreamingEventProcessor;
import org.axonframework.eventhandling.TrackingEventProcessorConfiguration;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.data.redis.core.StringRedisTemplate;
import org.springframework.jdbc.core.JdbcOperations;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The query side. Needs an {@code EntityCatalog} and the service platform beside it. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(QuerySettings.class)
@Import({
    ProjectionConfiguration.class,
    DeadLetterConfiguration.class,
    MembershipConfiguration.class,
    ReadingConfiguration.class,
    CachePolicyConfiguration.class,
    ListingConfiguration.class,
    ReplayConfiguration.class,
    StatusConfiguration.class,
    AuditConfiguration.class,
    DashboardConfiguration.class,
    RetentionConfiguration.class
})
public class QuerySideConfiguration {

    @Bean
    static MigrationSet queryMigrations() {
        return new MigrationSet("query", "classpath:db/query");
    }

    @Bean
    SmartInitializingSingleton storedTypesAreDeclared(JdbcOperations jdbc, EntityCatalog catalog) {
        return () -> new StoredTypeRows(jdbc).requireDeclared(catalog);
    }

    @Bean
    ReadBarrier readBarrier(
            EventBus events,
            MembershipChanges membershipChanges,
            ObjectProvider<org.axonframework.config.Configuration> axon) {
        var barrier = new ReadBarrier(
                QuerySideConfiguration::isProjected, membershipChanges::in, () -> hasCaughtUp(axon.getObject()));
        events.subscribe(barrier::published);
        return barrier;
    }

    private static boolean hasCaughtUp(org.axonframework.config.Configuration axon) {
        return axon.eventProcessingConfiguration()
                .eventProcessor(EntityRowsProjection.GROUP, StreamingEventProcessor.class)
                .filter(StreamingEventProcessor::isRunning)
                .map(processor -> processor.processingStatus().values())
                .filter(segments -> !segments.isEmpty())
                .map(segments -> segments.stream().allMatch(segment -> segment.isCaughtUp() && !segment.isErrorState()))
                .orElse(false);
    }

    private static boolean isProjected(DomainEventMessage<?> event) {
        return event.getPayload() instanceof EntityEvent || event.getPayload() instanceof ParkingEvent;
    }

    /** Used at once, so that the first change does not wait for the connection. */
    @Bean
    RedisBreaker redisBreaker(StringRedisTemplate redis) {
        var breaker = new RedisBreaker(redis, EntityCache::beginEra);
        breaker.tell(commands -> List.of());
        return breaker;
    }

    @Bean
    DeploymentRows deploymentRows(JdbcClient jdbc) {
        return new DeploymentRows(jdbc);
    }

    /** One segment and one thread: places in the feed are given by one writer at a time. */
    @Bean
    ConfigurerModule querySideModule(
            EntityRowsProjection projection,
            SyncQueueProjection queue,
            EventLetters queueLetters,
            EntityQueries entities,
            PersonQueries persons,
            ConflictQueries conflicts,
            MembershipQueries memberships,
            FeedQueries feed,
            SeenQueries seen,
            QuerySettings settings) {
        return configurer -> {
            configurer
                    .eventProcessing()
                    .registerEventHandler(axon -> projection)
                    .registerEventHandler(axon -> queue)
                    .registerTrackingEventProcessor(
                            EntityRowsProjection.GROUP,
                            axon -> new GatheredEvents(axon.eventStore(), settings.gathering()),
                            axon -> TrackingEventProcessorConfiguration.forSingleThreadedProcessing()
                                    .andInitialSegmentsCount(1)
                                    .andBatchSize(settings.batchSize()))
                    .registerHandlerInterceptor(EntityRowsProjection.GROUP, axon -> new UnreadableEvents(projection))
                    .registerHandlerInterceptor(SyncQueueProjection.GROUP, axon -> queueLetters);
            configurer
                    .registerQueryHandler(axon -> entities)
                    .registerQueryHandler(axon -> persons)
                    .registerQueryHandler(axon -> conflicts)
                    .registerQueryHandler(axon -> memberships)
                    .registerQueryHandler(axon -> feed)
                    .registerQueryHandler(axon -> seen);
        };
    }
}
