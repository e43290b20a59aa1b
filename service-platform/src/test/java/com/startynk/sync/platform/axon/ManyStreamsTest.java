package com.startynk.sync.platform.axon;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.startynk.sync.platform.RunningPlatform;
import com.startynk.sync.platform.axon.NoteProcessing.NoteWritten;
import com.startynk.sync.platform.axon.NoteProcessing.WriteNote;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.eventhandling.GenericEventMessage;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.axonframework.messaging.unitofwork.DefaultUnitOfWork;
import org.axonframework.modelling.command.ConcurrencyException;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

class ManyStreamsTest {

    private final RunningPlatform platform = RunningPlatform.shared();
    private final ManyStreams streams = platform.bean(ManyStreams.class);
    private final EventStore events = platform.bean(EventStore.class);

    @Test
    void aUnitOfWorkLoadsWhatItHasReadAheadOnce() {
        var one = note(1);
        var other = note(1);

        within(() -> {
            streams.readAhead(Set.of(one, other));
            onAnotherNode(one, other);

            assertThat(sequences(one)).containsExactly(0L);
            assertThat(sequences(one)).as("asked for again").containsExactly(0L, 1L);
            assertThat(events.readEvents(other, 1).asStream())
                    .as("not from its beginning")
                    .hasSize(1);
            assertThat(sequences(other)).containsExactly(0L);
        });
    }

    /** It was read before the aggregate was locked, and nobody would notice who decides on it that there is nothing to do. */
    @Test
    void whatThisProcessHasStoredSinceIsLoadedToo() {
        var note = note(1);

        within(() -> {
            streams.readAhead(Set.of(note, note(1)));
            elsewhere(() -> write(note));

            assertThat(sequences(note)).containsExactly(0L, 1L);
        });
    }

    @Test
    void whatIsDecidedOnAStreamThatAnotherNodeHasGoneOnWithClashes() {
        var note = note(1);

        assertThatThrownBy(() -> within(() -> {
                    streams.readAhead(Set.of(note));
                    onAnotherNode(note);
                    var next = sequences(note).size();
                    events.publish(new GenericDomainEventMessage<>("Note", note, next, new NoteWritten(note, "late")));
                }))
                .isInstanceOf(ConcurrencyException.class);

        assertThat(sequences(note)).containsExactly(0L, 1L);
    }

    @Test
    void aStreamThatWasNotThereIsAskedForAgain() {
        var note = UUID.randomUUID().toString();

        within(() -> {
            streams.readAhead(Set.of(note, note(1)));
            elsewhere(() -> write(note));

            assertThat(sequences(note)).containsExactly(0L);
        });
    }

    @Test
    void aStreamWithASnapshotIsLoadedFromTheSnapshot() {
        var note = note(4);
        await().untilAsserted(() -> assertThat(platform.bean(JdbcClient.class)
                        .sql("SELECT MAX(sequence_number) FROM snapshot_event WHERE aggregate_identifier = ?")
                        .param(note)
                        .query(Long.class)
                        .optional())
                .isPresent());

        within(() -> {
            streams.readAhead(Set.of(note, note(1)));

            assertThat(events.readEvents(note).next().getPayload()).isInstanceOf(NoteProcessing.Note.class);
        });
    }

    @Test
    void readsManyEventsInTheirOrder() {
        var note = UUID.randomUUID().toString();
        within(() -> events.publish(NoteProcessing.written(note, 120)));

        within(() -> {
            streams.readAhead(Set.of(note, note(1)));

            assertThat(sequences(note))
                    .containsExactlyElementsOf(
                            IntStream.range(0, 120).mapToObj(Long::valueOf).toList());
        });
    }

    /** However much they hold: those beyond are loaded one by one. */
    @Test
    void readsSoManyEventsAndNoHalfStream() {
        var notes = IntStream.range(0, 6)
                .mapToObj(n -> UUID.randomUUID().toString())
                .toList();
        notes.forEach(note -> within(() -> events.publish(NoteProcessing.written(note, 90))));

        within(() -> {
            streams.readAhead(notes);

            assertThat(notes).allSatisfy(note -> assertThat(sequences(note)).hasSize(90));
        });
    }

    @Test
    void knowsHowStreamsBegan() {
        var one = note(3);
        var other = note(1);

        var beginnings = streams.beginningsOf(List.of(one, UUID.randomUUID().toString(), other));

        assertThat(beginnings)
                .extracting(DomainEventMessage::getAggregateIdentifier)
                .containsExactlyInAnyOrder(one, other);
        assertThat(beginnings).extracting(DomainEventMessage::getSequenceNumber).containsOnly(0L);
        assertThat(streams.beginningsOf(List.of())).isEmpty();
    }

    private List<Long> sequences(String note) {
        return events.readEvents(note)
                .asStream()
                .<Long>map(DomainEventMessage::getSequenceNumber)
                .toList();
    }

    private String note(int writes) {
        var id = UUID.randomUUID().toString();
        elsewhere(() -> IntStream.range(0, writes).forEach(n -> write(id)));
        return id;
    }

    private void write(String note) {
        platform.bean(CommandGateway.class).sendAndWait(new WriteNote(note, "layer"));
    }

    private void onAnotherNode(String... notes) {
        try (var node = RunningPlatform.startOn(platform, Map.of())) {
            elsewhere(() -> Stream.of(notes)
                    .forEach(note -> node.bean(CommandGateway.class).sendAndWait(new WriteNote(note, "layer"))));
        }
    }

    private static void elsewhere(Runnable work) {
        CompletableFuture.runAsync(work).join();
    }

    /** Axon casts what is thrown in a unit of work to an exception, which a failed assertion is not. */
    private static void within(Runnable work) {
        var failures = new ArrayList<AssertionError>();
        DefaultUnitOfWork.startAndGet(GenericEventMessage.asEventMessage("work"))
                .execute(() -> {
                    try {
                        work.run();
                    } catch (AssertionError e) {
                        failures.add(e);
                    }
                });
        assertThat(failures).isEmpty();
    }
}
