package com.startynk.sync.platform.axon;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.axonframework.common.transaction.TransactionManager;
import org.axonframework.config.AggregateConfiguration;
import org.axonframework.config.Configuration;
import org.axonframework.eventsourcing.AggregateFactory;
import org.axonframework.eventsourcing.AggregateSnapshotter;
import org.axonframework.eventsourcing.Snapshotter;

/** Makes snapshots on a thread of its own: by default the command that happens to be the hundredth would wait for it. */
final class Snapshots {

    private final ExecutorService thread = Executors.newSingleThreadExecutor(task -> {
        var made = new Thread(task, "snapshots");
        made.setDaemon(true);
        return made;
    });

    Snapshotter snapshotter(Configuration axon) {
        List<AggregateFactory<?>> factories = new ArrayList<>();
        for (var module : axon.getModules()) {
            if (module.unwrap() instanceof AggregateConfiguration<?> aggregate) {
                factories.add(aggregate.aggregateFactory());
            }
        }
        if (factories.isEmpty()) {
            return (aggregateType, aggregateIdentifier) -> {};
        }
        return AggregateSnapshotter.builder()
                .eventStore(axon.eventStore())
                .transactionManager(axon.getComponent(TransactionManager.class))
                .executor(thread)
                .aggregateFactories(factories)
                .repositoryProvider(axon::repository)
                .parameterResolverFactory(axon.parameterResolverFactory())
                .handlerDefinition(axon.handlerDefinition(factories.get(0).getAggregateType()))
                .build();
    }

    /** A snapshot that is not made today is made at the next chance. */
    void stop() {
        thread.shutdownNow();
    }
}
