package com.startynk.sync.query;

import com.startynk.sync.catalog.EntityCatalog;
import com.startynk.sync.events.cachepolicy.CachePolicyEvent;
import com.startynk.sync.query.cachepolicy.CachePolicyChangeRows;
import com.startynk.sync.query.cachepolicy.CachePolicyController;
import com.startynk.sync.query.cachepolicy.CachePolicyProjection;
import com.startynk.sync.query.cachepolicy.CachePolicyRows;
import com.startynk.sync.query.cachepolicy.KnownPolicies;
import com.startynk.sync.query.cachepolicy.PolicyWatch;
import com.startynk.sync.query.cachepolicy.StoredPolicies;
import com.startynk.sync.query.entity.EntityCache;
import com.startynk.sync.query.platform.DeploymentRows;
import com.startynk.sync.query.platform.QuerySettings;
import com.startynk.sync.query.platform.RedisBreaker;
import java.time.Duration;
import org.axonframework.config.ConfigurerModule;
import org.axonframework.eventhandling.EventBus;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.TrackingEventProcessorConfiguration;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.axonframework.messaging.StreamableMessageSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.data.redis.connection.RedisConnectionFactory;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Cache policies: how they are known, shown, and changed on all nodes. */
@Configuration(proxyBeanMethods = false)
class CachePolicyConfiguration {

    /** How far the clocks of nodes may be apart. */
    private static final Duration DISORDER = Duration.ofMinutes(10);

    @Bean
    KnownPolicies knownPolicies(EntityCatalog catalog, EventBus events) {
        var known = new KnownPolicies(catalog);
        events.subscribe(known::published);
        return known;
    }

    @Bean
    StoredPolicies storedPolicies(JdbcTemplate jdbc, EntityCatalog catalog, PlatformTransactionManager transactions) {
        var stored = new StoredPolicies(catalog, new CachePolicyChangeRows(jdbc), new CachePolicyRows(jdbc));
        stored.show(new TransactionTemplate(transactions));
        return stored;
    }

    /** Copies that were made under other policies are made anew. */
    @Bean
    PolicyWatch policyWatch(
            StoredPolicies stored,
            KnownPolicies known,
            EntityCache cache,
            DeploymentRows deployment,
            RedisBreaker redis,
            RedisConnectionFactory connections) {
        return new PolicyWatch(stored, known, cache::beginEra, deployment, redis, connections);
    }

    @Bean
    CachePolicyController cachePolicyController(EntityCatalog catalog, KnownPolicies policies, QuerySettings settings) {
        return new CachePolicyController(catalog, policies, settings);
    }

    @Bean
    ConfigurerModule cachePolicyProjection(StoredPolicies stored, PolicyWatch watch) {
        return configurer -> configurer
                .eventProcessing()
                .registerEventHandler(axon -> new CachePolicyProjection(stored, watch))
                .registerTrackingEventProcessorConfiguration(
                        CachePolicyProjection.GROUP,
                        axon -> TrackingEventProcessorConfiguration.forSingleThreadedProcessing()
                                .andInitialSegmentsCount(1)
                                .andInitialTrackingToken(source -> beforeTheFirstChange(axon.eventStore(), source)));
    }

    /** Mostly there is none, and then nobody need pass over all that has ever been stored. */
    private static TrackingToken beforeTheFirstChange(
            EventStore events, StreamableMessageSource<? extends EventMessage<?>> source) {
        var changes = events.readEvents(CachePolicyEvent.STREAM);
        return changes.hasNext()
                ? source.createTokenAt(changes.next().getTimestamp().minus(DISORDER))
                : source.createHeadToken();
    }
}
