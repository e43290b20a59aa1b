package com.startynk.sync.platform.axon;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.startynk.sync.platform.RunningPlatform;
import com.startynk.sync.platform.axon.NoteProcessing.NoteWritten;
import com.startynk.sync.platform.axon.NoteProcessing.WriteNote;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.axonframework.commandhandling.CommandBus;
import org.axonframework.commandhandling.DuplicateCommandHandlerSubscriptionException;
import org.axonframework.commandhandling.SimpleCommandBus;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.axonframework.common.transaction.TransactionManager;
import org.axonframework.config.Configuration;
import org.axonframework.config.DefaultConfigurer;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.eventhandling.PropagatingErrorHandler;
import org.axonframework.eventhandling.TrackingEventProcessor;
import org.axonframework.eventhandling.tokenstore.TokenStore;
import org.axonframework.eventhandling.tokenstore.jdbc.JdbcTokenStore;
import org.axonframework.eventsourcing.eventstore.EmbeddedEventStore;
import org.axonframework.eventsourcing.eventstore.EventStorageEngine;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.axonframework.eventsourcing.eventstore.jdbc.JdbcEventStorageEngine;
import org.axonframework.messaging.unitofwork.DefaultUnitOfWork;
import org.axonframework.modelling.command.ConcurrencyException;
import org.axonframework.queryhandling.QueryBus;
import org.axonframework.queryhandling.QueryGateway;
import org.axonframework.queryhandling.SimpleQueryBus;
import org.axonframework.serialization.Serializer;
import org.axonframework.serialization.jackson3.Jackson3Serializer;
import org.axonframework.spring.messaging.unitofwork.SpringTransactionManager;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

class AxonWiringTest {

    private final RunningPlatform platform = RunningPlatform.shared();
    private final Configuration axon = platform.bean(Configuration.class);

    @Test
    void consistsOfTheChosenParts() {
        assertThat(platform.bean(TransactionManager.class)).isInstanceOf(SpringTransactionManager.class);
        assertThat(platform.bean(TokenStore.class)).isInstanceOf(JdbcTokenStore.class);
        assertThat(platform.bean(EventStorageEngine.class)).isInstanceOf(JdbcEventStorageEngine.class);
        assertThat(platform.bean(EventStore.class)).isInstanceOf(EmbeddedEventStore.class);
        assertThat(platform.bean(Serializer.class)).isInstanceOf(Jackson3Serializer.class);
        assertThat(platform.bean(CommandBus.class)).isInstanceOf(SimpleCommandBus.class);
        assertThat(platform.bean(QueryBus.class)).isInstanceOf(SimpleQueryBus.class);
    }

    @Test
    void theConfigurationKnowsTheSameParts() {
        assertThat(axon.eventStore()).isSameAs(platform.bean(EventStore.class));
        assertThat(axon.commandBus()).isSameAs(platform.bean(CommandBus.class));
        assertThat(axon.queryBus()).isSameAs(platform.bean(QueryBus.class));
        assertThat(axon.commandGateway()).isSameAs(platform.bean(CommandGateway.class));
        assertThat(axon.queryGateway()).isSameAs(platform.bean(QueryGateway.class));
        assertThat(axon.getComponent(TransactionManager.class)).isSameAs(platform.bean(TransactionManager.class));
        assertThat(axon.getComponent(TokenStore.class)).isSameAs(platform.bean(TokenStore.class));
        assertThat(List.of(axon.serializer(), axon.eventSerializer(), axon.messageSerializer()))
                .allMatch(Jackson3Serializer.class::isInstance);
    }

    @Test
    void aGroupIsATrackingProcessorThatSkipsNothing() {
        var processing = axon.eventProcessingConfiguration();

        assertThat(processing.eventProcessor("note-texts")).get().isInstanceOf(TrackingEventProcessor.class);
        assertThat(processing.listenerInvocationErrorHandler("note-texts"))
                .isSameAs(PropagatingErrorHandler.instance());
    }

    @Test
    void nothingOfAxonServerIsOnTheClassPath() {
        assertThatThrownBy(() -> Class.forName("org.axonframework.axonserver.connector.AxonServerConnectionManager"))
                .isInstanceOf(ClassNotFoundException.class);
    }

    @Test
    void aCommandIsStoredAndReachesItsProcessorAndQuery() {
        var id = UUID.randomUUID().toString();

        var writes = platform.bean(CommandGateway.class).<Integer>sendAndWait(new WriteNote(id, "pour"));

        assertThat(writes).isEqualTo(1);
        await().untilAsserted(
                        () -> assertThat(NoteProcessing.texts(platform, id)).containsExactly("pour"));
        assertThat(platform.bean(JdbcClient.class)
                        .sql("SELECT payload FROM domain_event WHERE aggregate_identifier = ?")
                        .param(id)
                        .query(String.class)
                        .single())
                .isEqualTo("{\"id\":\"" + id + "\",\"text\":\"pour\"}");
    }

    @Test
    void anEventCarriesNoMetadataThatNobodyGaveIt() {
        var id = UUID.randomUUID().toString();

        platform.bean(CommandGateway.class).sendAndWait(new WriteNote(id, "cure"));

        assertThat(platform.bean(EventStore.class).readEvents(id).next().getMetaData())
                .isEmpty();
    }

    @Test
    void twoWritersOfOneSequenceMeetAsAConcurrencyException() {
        var id = UUID.randomUUID().toString();
        platform.bean(CommandGateway.class).sendAndWait(new WriteNote(id, "first"));
        platform.bean(CommandGateway.class).sendAndWait(new WriteNote(id, "second"));

        assertThatThrownBy(() -> append(note(id, 1), note(id, 2))).isInstanceOf(ConcurrencyException.class);
        assertThat(platform.bean(EventStore.class).readEvents(id).asStream()).hasSize(2);
    }

    @Test
    void anAppendOfManyEventsIsStoredWholeOrNotAtAll() {
        var id = UUID.randomUUID().toString();
        var other = UUID.randomUUID().toString();
        append(note(other, 0));
        append(note(other, 1));
        append(note(id, 0));
        var many = IntStream.rangeClosed(1, 101).mapToObj(n -> note(id, n)).toList();

        var clashing = new ArrayList<EventMessage<?>>(many);
        clashing.add(note(other, 1));
        assertThatThrownBy(() -> append(clashing.toArray(EventMessage<?>[]::new)))
                .isInstanceOf(ConcurrencyException.class);

        assertThat(platform.bean(EventStore.class).readEvents(id).asStream()).hasSize(1);
        append(many.toArray(EventMessage<?>[]::new));
        assertThat(platform.bean(EventStore.class).readEvents(id).asStream().map(DomainEventMessage::getSequenceNumber))
                .containsExactlyElementsOf(
                        LongStream.rangeClosed(0, 101).boxed().toList());
    }

    @Test
    void eventsFollowSpringsTransaction() {
        var id = UUID.randomUUID().toString();

        new TransactionTemplate(platform.bean(PlatformTransactionManager.class)).executeWithoutResult(status -> {
            append(note(id, 0));
            status.setRollbackOnly();
        });

        assertThat(platform.bean(EventStore.class).readEvents(id).hasNext()).isFalse();
    }

    @Test
    void aSnapshotIsMadeAndGoneOnFrom() {
        var id = UUID.randomUUID().toString();
        var commands = platform.bean(CommandGateway.class);
        for (var n = 1; n <= 4; n++) {
            commands.sendAndWait(new WriteNote(id, "layer " + n));
        }

        await().untilAsserted(() -> assertThat(platform.bean(JdbcClient.class)
                        .sql("SELECT MAX(sequence_number) FROM snapshot_event WHERE aggregate_identifier = ?")
                        .param(id)
                        .query(Long.class)
                        .optional())
                .isPresent());
        assertThat(commands.<Integer>sendAndWait(new WriteNote(id, "layer 5"))).isEqualTo(5);
    }

    @Test
    void aResetProcessorSeesItsHistoryAgain() {
        var id = UUID.randomUUID().toString();
        platform.bean(CommandGateway.class).sendAndWait(new WriteNote(id, "pour"));
        await().until(() -> NoteProcessing.texts(platform, id).contains("pour"));
        var processor = axon.eventProcessingConfiguration()
                .eventProcessor("note-texts", TrackingEventProcessor.class)
                .orElseThrow();

        processor.shutDown();
        processor.resetTokens();
        processor.start();

        await().untilAsserted(
                        () -> assertThat(NoteProcessing.texts(platform, id)).containsExactly("pour", "pour"));
    }

    @Test
    void xStreamIsRefusedWhereASerializerWasForgotten() {
        var forgotten = DefaultConfigurer.defaultConfiguration(false).buildConfiguration();

        assertThatThrownBy(() -> SerializerCheck.refuseXStream(forgotten)).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void twoHandlersOfOneCommandAreRefused() {
        assertThatThrownBy(() ->
                        platform.bean(CommandBus.class).subscribe(WriteNote.class.getName(), command -> "another"))
                .isInstanceOf(DuplicateCommandHandlerSubscriptionException.class);
    }

    private void append(EventMessage<?>... events) {
        var work = DefaultUnitOfWork.startAndGet(events[0]);
        work.execute(() -> platform.bean(EventStore.class).publish(events));
    }

    private static EventMessage<?> note(String id, long sequence) {
        return new GenericDomainEventMessage<>("Note", id, sequence, new NoteWritten(id, "text"));
    }
}
