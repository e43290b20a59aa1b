package com.startynk.sync.query;

import com.startynk.sync.catalog.EntityCatalog;
import com.startynk.sync.platform.axon.FeedProgress;
import com.startynk.sync.platform.axon.HeldClaims;
import com.startynk.sync.platform.redis.OwnAnnouncements;
import com.startynk.sync.query.activity.ConflictCountRows;
import com.startynk.sync.query.activity.CountRows;
import com.startynk.sync.query.activity.EntityTotalRows;
import com.startynk.sync.query.cachepolicy.KnownPolicies;
import com.startynk.sync.query.conflict.ConflictRows;
import com.startynk.sync.query.deadletter.DeadLetterQueue;
import com.startynk.sync.query.deadletter.Savepoints;
import com.startynk.sync.query.digest.DigestRows;
import com.startynk.sync.query.entity.EntityCache;
import com.startynk.sync.query.entity.EntityRows;
import com.startynk.sync.query.entity.NearCache;
import com.startynk.sync.query.entity.StoredFields;
import com.startynk.sync.query.idmapping.IdMappingRows;
import com.startynk.sync.query.membership.MembershipChanges;
import com.startynk.sync.query.membership.MembershipFacts;
import com.startynk.sync.query.membership.MembershipRows;
import com.startynk.sync.query.ownership.OwnershipRows;
import com.startynk.sync.query.platform.DeploymentRows;
import com.startynk.sync.query.platform.QuerySettings;
import com.startynk.sync.query.platform.ReadBarrier;
import com.startynk.sync.query.platform.RedisBreaker;
import com.startynk.sync.query.projection.BatchProjector;
import com.startynk.sync.query.projection.CarefulWriter;
import com.startynk.sync.query.projection.ConflictLog;
import com.startynk.sync.query.projection.EntityRowsProjection;
import com.startynk.sync.query.projection.FeedAnnouncer;
import com.startynk.sync.query.projection.PurgedEntities;
import com.startynk.sync.query.projection.ReadModelHerald;
import com.startynk.sync.query.projection.ReadModelWriter;
import com.startynk.sync.query.projection.SideLogs;
import com.startynk.sync.query.projection.Tally;
import com.startynk.sync.query.retention.PurgedRows;
import com.startynk.sync.query.retention.RetentionSettings;
import com.startynk.sync.query.status.SyncLogRows;
import com.startynk.sync.query.updates.FeedPositions;
import com.startynk.sync.query.updates.FeedTimeRows;
import com.startynk.sync.query.updates.FeedTimeThinning;
import java.time.Clock;
import java.time.Duration;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.json.JsonMapper;

/** What writes the read model. */
@Configuration(proxyBeanMethods = false)
class ProjectionConfiguration {

    @Bean
    EntityRows entityRows(JdbcTemplate jdbc) {
        return new EntityRows(jdbc);
    }

    @Bean
    DigestRows digestRows(JdbcTemplate jdbc) {
        return new DigestRows(jdbc);
    }

    @Bean
    EntityCache entityCache(RedisBreaker redis) {
        return new EntityCache(redis);
    }

    @Bean
    NearCache nearCache(HeldClaims claims, QuerySettings settings) {
        var near = new NearCache(settings.nearCache().toBytes(), () -> claims.isHeld(EntityRowsProjection.GROUP));
        claims.onBeginning(EntityRowsProjection.GROUP, near::clear);
        return near;
    }

    @Bean
    StoredFields storedFields(JsonMapper json) {
        return new StoredFields(json);
    }

    @Bean
    FeedPositions feedPositions(JdbcTemplate jdbc, DeploymentRows deployment) {
        return new FeedPositions(jdbc, deployment);
    }

    @Bean
    FeedTimeThinning feedTimeThinning(
            JdbcTemplate jdbc, PlatformTransactionManager transactions, Clock clock, RetentionSettings retention) {
        return new FeedTimeThinning(
                new FeedTimeRows(jdbc),
                new TransactionTemplate(transactions),
                clock,
                retention.tombstones().plus(Duration.ofDays(1)));
    }

    @Bean
    SyncLogRows syncLogRows(JdbcTemplate jdbc) {
        return new SyncLogRows(jdbc);
    }

    @Bean
    ConflictRows conflictRows(JdbcTemplate jdbc) {
        return new ConflictRows(jdbc);
    }

    @Bean
    IdMappingRows idMappingRows(JdbcTemplate jdbc) {
        return new IdMappingRows(jdbc);
    }

    @Bean
    CountRows activityCounts(JdbcTemplate jdbc) {
        return new CountRows(jdbc, "activity_count", Tally.ACTIVITY);
    }

    @Bean
    ConflictCountRows conflictCountRows(JdbcTemplate jdbc) {
        return new ConflictCountRows(jdbc);
    }

    @Bean
    EntityTotalRows entityTotalRows(JdbcTemplate jdbc) {
        return new EntityTotalRows(jdbc);
    }

    @Bean
    Tally tally(@Qualifier("activityCounts") CountRows activity, ConflictCountRows conflicts, EntityTotalRows totals) {
        return new Tally(activity, conflicts, totals);
    }

    @Bean
    EntityRowsProjection entityRowsProjection(
            ReadModelWriter writer,
            FeedPositions positions,
            @Qualifier("entityLetters") DeadLetterQueue letters,
            Savepoints savepoints,
            ReadModelHerald herald) {
        return new EntityRowsProjection(
                new BatchProjector(new CarefulWriter(writer, positions, letters, savepoints), herald));
    }

    @Bean
    SideLogs sideLogs(
            SyncLogRows syncLog, ConflictRows conflicts, IdMappingRows mappings, Tally tally, JsonMapper json) {
        return new SideLogs(syncLog, new ConflictLog(conflicts, json), mappings, tally);
    }

    @Bean
    ReadModelWriter readModelWriter(
            FeedPositions positions,
            EntityRows rows,
            PurgedRows purged,
            EventStore events,
            DigestRows digests,
            MembershipRows memberships,
            MembershipChanges membershipChanges,
            OwnershipRows ownerships,
            EntityCatalog catalog,
            SideLogs logs,
            StoredFields fields,
            Clock clock,
            QuerySettings settings) {
        return new ReadModelWriter(
                positions,
                rows,
                new PurgedEntities(purged, events, fields),
                digests,
                memberships,
                membershipChanges,
                ownerships,
                catalog,
                logs,
                fields,
                clock,
                settings.feedTimeStep());
    }

    @Bean
    ReadModelHerald readModelHerald(
            EntityCatalog catalog,
            KnownPolicies policies,
            NearCache near,
            EntityCache cache,
            MembershipFacts memberships,
            ReadBarrier barrier,
            OwnAnnouncements own,
            RedisBreaker redis,
            JsonMapper json) {
        return new ReadModelHerald(
                catalog, policies, near, cache, memberships, barrier, new FeedAnnouncer(own, redis, json));
    }

    /** Only where the projection runs for certain: elsewhere nobody hears when it is done. */
    @Bean
    FeedProgress feedProgress(ReadBarrier barrier, HeldClaims claims) {
        return (bound, patience) -> {
            if (claims.isHeld(EntityRowsProjection.GROUP)) {
                barrier.awaitYounger(bound, patience);
            }
        };
    }
}
