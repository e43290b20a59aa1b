package com.startynk.sync.query;

import com.startynk.sync.catalog.EntityCatalog;
import com.startynk.sync.platform.axon.HeldClaims;
import com.startynk.sync.platform.axon.ProcessorPositions;
import com.startynk.sync.platform.axon.StoredEvents;
import com.startynk.sync.query.entity.EntityRows;
import com.startynk.sync.query.entity.StoredFields;
import com.startynk.sync.query.listing.Listing;
import com.startynk.sync.query.membership.MembershipChanges;
import com.startynk.sync.query.projection.EntityCorrections;
import com.startynk.sync.query.projection.ReadModelHerald;
import com.startynk.sync.query.projection.ReadModelWriter;
import com.startynk.sync.query.projection.ReplayedEntities;
import com.startynk.sync.query.replay.ReplayController;
import com.startynk.sync.query.replay.Replays;
import com.startynk.sync.query.updates.FeedPositions;
import java.time.Clock;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.transaction.support.TransactionOperations;

/** What puts the read model right. */
@Configuration(proxyBeanMethods = false)
class ReplayConfiguration {

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
            StoredFields json,
            TransactionOperations transactions) {
        return new EntityCorrections(
                store, events, processors, positions, rows, writer, herald, catalog, memberships, json, transactions);
    }

    @Bean
    Replays replays(
            StoredEvents events,
            EntityRows rows,
            StoredFields json,
            EntityCorrections corrections,
            Listing listing,
            HeldClaims claims,
            Clock clock) {
        return new Replays(
                () -> {
                    listing.makeAnew();
                    return new ReplayedEntities(events, rows, json);
                },
                corrections,
                events,
                claims,
                clock);
    }

    @Bean
    ReplayController replayController(Replays replays) {
        return new ReplayController(replays);
    }
}
