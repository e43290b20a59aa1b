package com.startynk.sync.platform.axon;

import com.startynk.sync.platform.RunningPlatform;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.config.AggregateConfigurer;
import org.axonframework.config.ConfigurerModule;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.eventsourcing.EventCountSnapshotTriggerDefinition;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.messaging.responsetypes.ResponseTypes;
import org.axonframework.modelling.command.AggregateCreationPolicy;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.AggregateLifecycle;
import org.axonframework.modelling.command.CreationPolicy;
import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.axonframework.queryhandling.QueryGateway;
import org.axonframework.queryhandling.QueryHandler;
import org.axonframework.serialization.Revision;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** An aggregate, a processing group and a query: what the platform's wiring of Axon is tried on. */
@Configuration(proxyBeanMethods = false)
public class NoteProcessing {

    record WriteNote(@TargetAggregateIdentifier String id, String text) {}

    @Revision("1")
    record NoteWritten(String id, String text) {}

    record FindTexts(String id) {}

    /** A command that appends a text to a note. */
    public static Object write(String id, String text) {
        return new WriteNote(id, text);
    }

    /** What so many writings of a note tell. */
    public static List<EventMessage<?>> written(String id, int writes) {
        return IntStream.range(0, writes)
                .<EventMessage<?>>mapToObj(
                        n -> new GenericDomainEventMessage<>("Note", id, n, new NoteWritten(id, "layer " + n)))
                .toList();
    }

    /** The texts that the processor has seen. */
    public static List<String> texts(RunningPlatform platform, String id) {
        return platform.bean(QueryGateway.class)
                .query("texts", new FindTexts(id), ResponseTypes.multipleInstancesOf(String.class))
                .join();
    }

    @Bean
    NoteTexts noteTexts() {
        return new NoteTexts();
    }

    @Bean
    ConfigurerModule notes(NoteTexts texts) {
        return configurer -> {
            configurer.configureAggregate(AggregateConfigurer.defaultConfiguration(Note.class)
                    .configureSnapshotTrigger(axon -> new EventCountSnapshotTriggerDefinition(axon.snapshotter(), 3)));
            configurer.registerQueryHandler(axon -> texts);
            configurer.eventProcessing().registerEventHandler(axon -> texts);
        };
    }

    /** Remembers what was written, and is slow to forget. */
    @Revision("2")
    public static final class Note {

        // Axon reads it.
        @SuppressWarnings("UnusedVariable")
        @AggregateIdentifier
        private @Nullable String id;

        private int writes;

        Note() {}

        @CommandHandler
        @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
        int handle(WriteNote command) {
            AggregateLifecycle.apply(new NoteWritten(command.id(), command.text()));
            return writes;
        }

        @EventSourcingHandler
        void on(NoteWritten event) {
            id = event.id();
            writes++;
        }
    }

    /** Sees the texts come by. */
    @ProcessingGroup("note-texts")
    static final class NoteTexts {

        private final List<NoteWritten> seen = new CopyOnWriteArrayList<>();

        @EventHandler
        void on(NoteWritten event) {
            seen.add(event);
        }

        @QueryHandler(queryName = "texts")
        List<String> handle(FindTexts query) {
            return seen.stream()
                    .filter(note -> note.id().equals(query.id()))
                    .map(NoteWritten::text)
                    .toList();
        }
    }
}
