package com.startynk.sync.platform.axon;

import io.micrometer.core.instrument.MeterRegistry;
import org.axonframework.commandhandling.CommandBus;
import org.axonframework.commandhandling.DuplicateCommandHandlerResolution;
import org.axonframework.commandhandling.SimpleCommandBus;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.axonframework.commandhandling.gateway.DefaultCommandGateway;
import org.axonframework.common.transaction.NoTransactionManager;
import org.axonframework.common.transaction.TransactionManager;
import org.axonframework.queryhandling.DefaultQueryGateway;
import org.axonframework.queryhandling.QueryBus;
import org.axonframework.queryhandling.QueryGateway;
import org.axonframework.queryhandling.SimpleQueryBus;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * The buses inside one process. They are beans in their own right, so that what a {@code ConfigurerModule} registers may
 * depend on them.
 */
@Configuration(proxyBeanMethods = false)
class BusConfiguration {

    /** Two handlers of one command are a mistake of ours, found at start. */
    @Bean
    CommandBus commandBus(TransactionManager transactions, MeterRegistry meters) {
        return SimpleCommandBus.builder()
                .transactionManager(transactions)
                .duplicateCommandHandlerResolver(DuplicateCommandHandlerResolution.rejectDuplicates())
                .messageMonitor(new CommandTimes(meters))
                .build();
    }

    @Bean
    CommandGateway commandGateway(CommandBus commands) {
        return DefaultCommandGateway.builder().commandBus(commands).build();
    }

    /** Without a transaction around each query: one that is answered from memory or Redis needs no connection. */
    @Bean
    QueryBus queryBus() {
        return SimpleQueryBus.builder()
                .transactionManager(NoTransactionManager.instance())
                .build();
    }

    @Bean
    QueryGateway queryGateway(QueryBus queries) {
        return DefaultQueryGateway.builder().queryBus(queries).build();
    }
}
