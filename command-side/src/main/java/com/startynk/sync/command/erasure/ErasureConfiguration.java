package com.startynk.sync.command.erasure;

import com.startynk.sync.catalog.EntityCatalog;
import com.startynk.sync.command.entity.EntityDirectory;
import com.startynk.sync.command.identity.SessionLog;
import com.startynk.sync.command.intake.MutationLanes;
import com.startynk.sync.command.parking.ParkingRows;
import com.startynk.sync.platform.axon.ProcessorPositions;
import com.startynk.sync.platform.axon.StoredEvents;
import com.startynk.sync.platform.encryption.SensitiveValues;
import java.time.Clock;
import java.util.List;
import org.axonframework.queryhandling.QueryGateway;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionOperations;

/** Erasure of persons. */
@Configuration(proxyBeanMethods = false)
@Import(ErasureEndpoint.class)
public class ErasureConfiguration {

    /** Those that are asked whose records there are: of entities, and of parked mutations. */
    private static final List<String> PROJECTIONS = List.of("entity-rows", "parking");

    @Bean
    UnusedKeys unusedKeys(JdbcTemplate jdbc, TransactionOperations transactions, Clock clock) {
        return new UnusedKeys(new UnusedKeyRows(jdbc), transactions, clock);
    }

    @Bean
    Erasures erasures(
            QueryGateway queries,
            EntityCatalog catalog,
            ParkingRows parked,
            EntityDirectory entities,
            StoredEvents events,
            ProcessorPositions positions,
            SensitiveValues values,
            MutationLanes lanes,
            SessionLog log,
            TransactionOperations transactions,
            Clock clock) {
        return new Erasures(
                new RecordFinder(queries, catalog, parked, entities),
                new CaughtUp(events, positions, PROJECTIONS),
                values,
                lanes,
                log,
                transactions,
                clock);
    }
}
