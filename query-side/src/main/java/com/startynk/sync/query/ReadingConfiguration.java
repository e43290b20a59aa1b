package com.startynk.sync.query;

import com.startynk.sync.catalog.EntityCatalog;
import com.startynk.sync.platform.encryption.SensitiveValues;
import com.startynk.sync.platform.failure.FailureWriter;
import com.startynk.sync.platform.trpc.Procedure;
import com.startynk.sync.query.cachepolicy.KnownPolicies;
import com.startynk.sync.query.conflict.ConflictController;
import com.startynk.sync.query.conflict.ConflictQueries;
import com.startynk.sync.query.conflict.ConflictReader;
import com.startynk.sync.query.conflict.ConflictRows;
import com.startynk.sync.query.deadletter.ParkedTypes;
import com.startynk.sync.query.digest.DigestController;
import com.startynk.sync.query.digest.DigestReader;
import com.startynk.sync.query.digest.DigestRows;
import com.startynk.sync.query.entity.EntityCache;
import com.startynk.sync.query.entity.EntityController;
import com.startynk.sync.query.entity.EntityQueries;
import com.startynk.sync.query.entity.EntityReader;
import com.startynk.sync.query.entity.EntityRows;
import com.startynk.sync.query.entity.LevelFigures;
import com.startynk.sync.query.entity.NearCache;
import com.startynk.sync.query.entity.PersonQueries;
import com.startynk.sync.query.entity.PersonRows;
import com.startynk.sync.query.entity.ReadCounts;
import com.startynk.sync.query.entity.ShownFields;
import com.startynk.sync.query.entity.StoredFields;
import com.startynk.sync.query.idmapping.IdMappingController;
import com.startynk.sync.query.idmapping.IdMappingRows;
import com.startynk.sync.query.membership.Access;
import com.startynk.sync.query.platform.DeploymentRows;
import com.startynk.sync.query.platform.QuerySettings;
import com.startynk.sync.query.platform.ReadBarrier;
import com.startynk.sync.query.status.DevicePulls;
import com.startynk.sync.query.updates.FeedPositions;
import com.startynk.sync.query.updates.FeedQueries;
import com.startynk.sync.query.updates.FeedRows;
import com.startynk.sync.query.updates.SeenQueries;
import com.startynk.sync.query.updates.UpdatesController;
import com.startynk.sync.query.updates.UpdatesFeed;
import com.startynk.sync.query.updates.UpdatesInput;
import com.startynk.sync.query.updates.UpdatesPulls;
import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.JdbcTemplate;
import tools.jackson.databind.json.JsonMapper;

/** What reads the read model. */
@Configuration(proxyBeanMethods = false)
class ReadingConfiguration {

    @Bean
    EntityQueries entityQueries(
            EntityRows rows, ReadBarrier barrier, QuerySettings settings, EntityCatalog catalog, StoredFields fields) {
        return new EntityQueries(rows, barrier, settings, catalog, fields);
    }

    @Bean
    ReadCounts readCounts() {
        return new ReadCounts();
    }

    @Bean
    ShownFields shownFields(EntityCatalog catalog, SensitiveValues values, StoredFields fields) {
        return new ShownFields(catalog, values, fields);
    }

    @Bean
    PersonQueries personQueries(
            JdbcTemplate jdbc, EntityCatalog catalog, ParkedTypes parked, ReadBarrier barrier, QuerySettings settings) {
        return new PersonQueries(new PersonRows(jdbc), catalog, parked, barrier, settings);
    }

    @Bean
    LevelFigures levelFigures(ReadCounts counts, NearCache near) {
        return new LevelFigures(counts, near);
    }

    @Bean
    EntityController entityController(
            EntityRows rows,
            NearCache near,
            EntityCache cache,
            ReadCounts counts,
            Access access,
            ReadBarrier barrier,
            QuerySettings settings,
            ShownFields fields,
            KnownPolicies policies,
            FailureWriter failures) {
        return new EntityController(
                new EntityReader(rows, near, cache, counts, access, barrier, settings),
                access,
                fields,
                policies,
                failures);
    }

    @Bean
    UpdatesInput updatesInput(JsonMapper json) {
        return new UpdatesInput(json);
    }

    @Bean
    UpdatesFeed updatesFeed(
            JdbcTemplate jdbc,
            FeedPositions positions,
            Access access,
            EntityCatalog catalog,
            DeploymentRows deployment,
            StoredFields json,
            ShownFields shown,
            KnownPolicies policies,
            ReadBarrier barrier,
            QuerySettings settings,
            Clock clock) {
        return new UpdatesFeed(
                new FeedRows(jdbc),
                positions,
                access,
                catalog,
                deployment,
                json,
                shown,
                policies,
                barrier,
                settings,
                clock);
    }

    @Bean
    FeedQueries feedQueries(FeedPositions positions, UpdatesFeed feed, UpdatesPulls pulls) {
        return new FeedQueries(positions, feed, pulls);
    }

    @Bean
    SeenQueries seenQueries(
            DevicePulls pulls,
            EntityRows entities,
            JdbcTemplate jdbc,
            Access access,
            EntityCatalog catalog,
            DeploymentRows deployment) {
        return new SeenQueries(pulls, entities, new FeedRows(jdbc), access, catalog, deployment);
    }

    @Bean
    UpdatesPulls updatesPulls(UpdatesFeed feed, UpdatesInput input, DevicePulls pulls, Clock clock) {
        return new UpdatesPulls(feed, input, pulls, clock);
    }

    @Bean
    UpdatesController updatesController(UpdatesPulls pulls) {
        return new UpdatesController(pulls);
    }

    @Bean
    Procedure getUpdates(UpdatesPulls pulls) {
        return pulls.procedure();
    }

    @Bean
    DigestReader digestReader(
            DigestRows rows, Access access, ReadBarrier barrier, QuerySettings settings, Clock clock) {
        return new DigestReader(rows, access, barrier, settings, clock);
    }

    @Bean
    DigestController digestController(DigestReader reader) {
        return new DigestController(reader);
    }

    @Bean
    Procedure getDigest(DigestReader reader) {
        return reader.procedure();
    }

    @Bean
    ConflictReader conflictReader(
            ConflictRows rows,
            Access access,
            ShownFields shown,
            ReadBarrier barrier,
            QuerySettings settings,
            JsonMapper json) {
        return new ConflictReader(rows, access, shown, barrier, settings, json);
    }

    @Bean
    ConflictController conflictController(ConflictReader reader) {
        return new ConflictController(reader);
    }

    @Bean
    ConflictQueries conflictQueries(ConflictReader reader) {
        return new ConflictQueries(reader);
    }

    @Bean
    IdMappingController idMappingController(IdMappingRows rows, ReadBarrier barrier, QuerySettings settings) {
        return new IdMappingController(rows, barrier, settings);
    }
}
