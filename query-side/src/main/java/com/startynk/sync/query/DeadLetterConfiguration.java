package com.startynk.sync.query;

import com.startynk.sync.platform.axon.HeldClaims;
import com.startynk.sync.query.deadletter.DeadLetterController;
import com.startynk.sync.query.deadletter.DeadLetterQueue;
import com.startynk.sync.query.deadletter.DeadLetterRows;
import com.startynk.sync.query.deadletter.DeadLetters;
import com.startynk.sync.query.deadletter.EventLetters;
import com.startynk.sync.query.deadletter.ParkedTypes;
import com.startynk.sync.query.deadletter.Savepoints;
import com.startynk.sync.query.entity.EntityRows;
import com.startynk.sync.query.platform.ProjectsHere;
import com.startynk.sync.query.platform.QuerySettings;
import com.startynk.sync.query.platform.ReadBarrier;
import com.startynk.sync.query.projection.EntityCorrections;
import com.startynk.sync.query.projection.EntityRetries;
import com.startynk.sync.query.projection.EntityRowsProjection;
import com.startynk.sync.query.projection.ReadModelHerald;
import com.startynk.sync.query.projection.ReadModelWriter;
import com.startynk.sync.query.status.SyncQueueProjection;
import com.startynk.sync.query.updates.FeedPositions;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.axonframework.common.transaction.TransactionManager;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionOperations;

/** What becomes of events that a projection cannot take. */
@Configuration(proxyBeanMethods = false)
class DeadLetterConfiguration {

    /** Well below what callers, and proxies before them, wait for an answer. */
    private static final Duration LONGEST_RETRY = Duration.ofSeconds(20);

    @Bean
    DeadLetterRows deadLetterRows(JdbcTemplate jdbc) {
        return new DeadLetterRows(jdbc);
    }

    @Bean
    Savepoints savepoints(PlatformTransactionManager transactions) {
        return new Savepoints(transactions);
    }

    @Bean
    DeadLetterQueue entityLetters(DeadLetterRows rows, QuerySettings settings, Clock clock) {
        return new DeadLetterQueue(rows, EntityRowsProjection.GROUP, settings.deadSequences(), clock);
    }

    @Bean
    ParkedTypes parkedTypes(@Qualifier("entityLetters") DeadLetterQueue letters, EventStore events) {
        return new ParkedTypes(letters, events);
    }

    @Bean
    EntityRetries entityRetries(
            @Qualifier("entityLetters") DeadLetterQueue letters,
            EventStore events,
            FeedPositions positions,
            EntityRows rows,
            EntityCorrections corrections,
            ReadModelWriter writer,
            ReadModelHerald herald,
            TransactionOperations transactions,
            HeldClaims claims) {
        return new EntityRetries(
                letters,
                events,
                positions,
                rows,
                corrections,
                writer,
                herald,
                transactions,
                new ProjectsHere(claims, EntityRowsProjection.GROUP));
    }

    @Bean
    EventLetters syncQueueLetters(
            DeadLetterRows rows,
            QuerySettings settings,
            Clock clock,
            SyncQueueProjection projection,
            EventStore events,
            Savepoints savepoints,
            TransactionManager transactions,
            HeldClaims claims,
            ReadBarrier barrier) {
        return new EventLetters(
                new DeadLetterQueue(rows, SyncQueueProjection.GROUP, settings.deadSequences(), clock),
                projection,
                events,
                savepoints,
                transactions,
                new ProjectsHere(claims, SyncQueueProjection.GROUP),
                eventId -> barrier.projected(List.of(eventId)));
    }

    @Bean
    DeadLetters deadLetters(
            DeadLetterRows rows, EntityRetries entities, EventLetters queue, HeldClaims claims, MeterRegistry meters) {
        var letters = new DeadLetters(rows, List.of(entities, queue), claims, LONGEST_RETRY);
        letters.processors()
                .forEach(processor -> Gauge.builder(
                                "startynk.projection.dead.letters",
                                letters,
                                all -> all.parked(processor).events())
                        .description("Events that a projection could not take, and those behind them")
                        .tag("processor", processor)
                        .register(meters));
        return letters;
    }

    @Bean
    DeadLetterController deadLetterController(DeadLetters letters) {
        return new DeadLetterController(letters);
    }
}
