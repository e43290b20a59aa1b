package com.startynk.sync.command.erasure;

import com.startynk.sync.catalog.EntityCatalog;
import com.startynk.sync.command.identity.SessionLog;
import com.startynk.sync.command.intake.MutationLanes;
import com.startynk.sync.command.parking.ParkingRows;
import com.startynk.sync.platform.encryption.SensitiveValues;
import java.time.Clock;
import org.axonframework.queryhandling.QueryGateway;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.transaction.support.TransactionOperations;

/** Erasure of persons. */
@Configuration(proxyBeanMethods = false)
@Import(ErasureEndpoint.class)
public class ErasureConfiguration {

    @Bean
    Erasures erasures(
            QueryGateway queries,
            EntityCatalog catalog,
            ParkingRows parked,
            SensitiveValues values,
            MutationLanes lanes,
            SessionLog log,
            TransactionOperations transactions,
            Clock clock) {
        return new Erasures(new RecordFinder(queries, catalog, parked), values, lanes, log, transactions, clock);
    }
}
