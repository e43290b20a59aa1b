package com.startynk.sync.query;

import com.startynk.sync.catalog.EntityCatalog;
import com.startynk.sync.platform.axon.HeldClaims;
import com.startynk.sync.platform.axon.ProcessorPositions;
import com.startynk.sync.platform.axon.StoredEvents;
import com.startynk.sync.query.activity.EntityTotalRows;
import com.startynk.sync.query.deadletter.DeadLetterQueue;
import com.startynk.sync.query.deadletter.DeadLetters;
import com.startynk.sync.query.digest.DigestRows;
import com.startynk.sync.query.entity.EntityRows;
import com.startynk.sync.query.entity.StoredFields;
import com.startynk.sync.query.listing.Listing;
import com.startynk.sync.query.membership.MembershipChanges;
import com.startynk.sync.query.membership.MembershipRows;
import com.startynk.sync.query.ownership.OwnershipRows;
import com.startynk.sync.query.platform.ProjectsHere;
import com.startynk.sync.query.projection.EntityCorrections;
import com.startynk.sync.query.projection.EntityRowsProjection;
import com.startynk.sync.query.projection.FeedSums;
import com.startynk.sync.query.projection.Holders;
import com.startynk.sync.query.projection.ReadModelHerald;
import com.startynk.sync.query.projection.ReadModelWriter;
import com.startynk.sync.query.projection.RecentEntities;
import com.startynk.sync.query.projection.ReplayedEntities;
import com.startynk.sync.query.projection.ReplayedLogs;
import com.startynk.sync.query.projection.SideLogs;
import com.startynk.sync.query.replay.Parts;
import com.startynk.sync.query.replay.Projections;
import com.startynk.sync.query.replay.ReplayController;
import com.startynk.sync.query.replay.Replays;
import com.startynk.sync.query.retention.RetentionSettings;
import com.startynk.sync.query.updates.FeedPositions;
import java.time.Clock;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.transaction.support.TransactionOperations;

/** What puts the read model right. */
@Configuration(proxyBeanMethods = false)
class ReplayConfiguration {

    @Bean
    Holders holders(
            MembershipRows memberships,
            MembershipChanges membershipChanges,
            OwnershipRows ownerships,
            EntityCatalog catalog,
            StoredFields json) {
        return new Holders(memberships, membershipChanges, ownerships, catalog, json);
    }

    @Bean
    EntityCorrections entityCorrections(
            EventStore store,
            StoredEvents events,
            ProcessorPositions processors,
            FeedPositions positions,
            EntityRows rows,
            ReadModelWriter writer,
            ReadModelHerald herald,
            EntityCatalog catalog,
            MembershipChanges memberships,
            Holders holders,
            @Qualifier("entityLetters") DeadLetterQueue letters,
            StoredFields json,
            TransactionOperations transactions,
            HeldClaims claims) {
        return new EntityCorrections(
                store,
                events,
                processors,
                positions,
                rows,
                writer,
                herald,
                catalog,
                memberships,
                holders,
                letters,
                json,
                transactions,
                new ProjectsHere(claims, EntityRowsProjection.GROUP));
    }

    @Bean
    FeedSums feedSums(
            DigestRows digests, FeedPositions positions, EntityTotalRows totals, TransactionOperations transactions) {
        return new FeedSums(digests, positions, totals, transactions);
    }

    @Bean
    Parts.Logs replayedLogs(
            StoredEvents events,
            ProcessorPositions processors,
            SideLogs logs,
            @Qualifier("entityLetters") DeadLetterQueue letters,
            StoredFields json,
            FeedPositions positions,
            TransactionOperations transactions,
            Clock clock,
            RetentionSettings retention) {
        return (after, from) -> new ReplayedLogs(
                events,
                processors,
                logs,
                letters,
                json,
                positions,
                transactions,
                clock,
                retention.syncLog(),
                after,
                from);
    }

    @Bean
    Parts replayParts(
            EventStore store,
            StoredEvents events,
            EntityRows rows,
            StoredFields json,
            Holders holders,
            EntityCorrections corrections,
            FeedSums sums,
            Listing listing,
            Parts.Logs logs) {
        return new Parts(
                events,
                corrections,
                after -> {
                    // One that goes on where another has stopped finds it begun already.
                    if (after.isEmpty()) {
                        listing.compareAgain();
                    }
                    return new ReplayedEntities(events, rows, json, holders, after);
                },
                place -> new RecentEntities(store, events, rows, json, holders, place),
                sums,
                logs);
    }

    @Bean
    Replays replays(Parts parts, HeldClaims claims, Clock clock) {
        return new Replays(parts, claims, clock);
    }

    @Bean
    Projections projections(
            org.axonframework.config.Configuration axon,
            StoredEvents events,
            ProcessorPositions positions,
            DeadLetters letters) {
        return new Projections(axon, events, positions, letters);
    }

    @Bean
    ReplayController replayController(Replays replays, Projections projections) {
        return new ReplayController(replays, projections);
    }
}
