package com.startynk.sync.platform.axon;

import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.config.ConfigurerModule;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateCreationPolicy;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.AggregateLifecycle;
import org.axonframework.modelling.command.CreationPolicy;
import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.axonframework.serialization.upcasting.event.EventUpcaster;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** A service whose event has changed since its first release, with the steps that it publishes. */
@Configuration(proxyBeanMethods = false)
public class PourProcessing {

    record RecordPour(@TargetAggregateIdentifier String pourId, String slab, long litres) {}

    /** The later step first: the platform knows their order. */
    @Bean
    EventUpcaster pourInLitres() {
        return new PourInLitres();
    }

    @Bean
    EventUpcaster pourAmountAsNumber() {
        return new PourAmountAsNumber();
    }

    @Bean
    Pours pours() {
        return new Pours();
    }

    @Bean
    ConfigurerModule pouring(Pours pours) {
        return configurer -> {
            configurer.configureAggregate(Pour.class);
            configurer.eventProcessing().registerEventHandler(axon -> pours);
        };
    }

    /** Knows how much has been poured. */
    public static final class Pour {

        // Axon reads it.
        @SuppressWarnings("UnusedVariable")
        @AggregateIdentifier
        private @Nullable String id;

        private long litres;

        Pour() {}

        @CommandHandler
        @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
        long handle(RecordPour command) {
            AggregateLifecycle.apply(new PourRecorded(command.pourId(), command.slab(), command.litres(), "dry"));
            return litres;
        }

        @EventSourcingHandler
        void on(PourRecorded event) {
            id = event.pourId();
            litres += event.litres();
        }
    }

    /** Sees the pours come by. */
    @ProcessingGroup("pours")
    static final class Pours {

        private final Queue<PourRecorded> seen = new ConcurrentLinkedQueue<>();

        @EventHandler
        void on(PourRecorded event) {
            seen.add(event);
        }

        List<PourRecorded> of(String pourId) {
            return seen.stream().filter(pour -> pour.pourId().equals(pourId)).toList();
        }
    }
}
