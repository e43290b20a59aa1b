package com.startynk.sync.platform.chain;

import static org.assertj.core.api.Assertions.assertThat;

import com.startynk.sync.platform.RunningPlatform;
import com.startynk.sync.platform.axon.NoteProcessing;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import java.util.stream.LongStream;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.eventsourcing.eventstore.EventStorageEngine;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.axonframework.messaging.unitofwork.DefaultUnitOfWork;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

class EventPagesTest {

    private final RunningPlatform platform = RunningPlatform.start(Map.of());
    private @Nullable TrackingToken last;

    @AfterEach
    void stop() {
        platform.close();
    }

    @Test
    void tellsEveryEventOnceOverManyPages() {
        store(EventPages.SIZE);
        store(EventPages.SIZE + 1);

        var told = read();

        assertThat(told).hasSize(2 * EventPages.SIZE + 1);
        assertThat(told).extracting(DomainEventMessage::getIdentifier).doesNotHaveDuplicates();
        assertThat(read()).as("nothing is new").isEmpty();
    }

    @Test
    void goesOnBehindAPageThatWasTheLast() {
        store(EventPages.SIZE);
        assertThat(read()).hasSize(EventPages.SIZE);

        var next = store(1);

        assertThat(read())
                .extracting(DomainEventMessage::getAggregateIdentifier)
                .containsExactly(next);
    }

    @Test
    void tellsThemInTheirOrder() {
        var note = store(2 * EventPages.SIZE + 1);

        var told = read();

        assertThat(told).hasSize(2 * EventPages.SIZE + 1);
        assertThat(told)
                .isSortedAccordingTo((one, other) -> Long.compare(one.getSequenceNumber(), other.getSequenceNumber()));
        assertThat(told).extracting(DomainEventMessage::getAggregateIdentifier).containsOnly(note);
    }

    /** Transactions that are taken back leave places empty, and a server that was killed may leave many. */
    @Test
    void passesOverAHoleOfAnySize() {
        store(3);
        assertThat(read()).hasSize(3);
        platform.bean(JdbcTemplate.class).execute("ALTER TABLE domain_event AUTO_INCREMENT = 50000");

        var behind = store(2);

        assertThat(read())
                .extracting(DomainEventMessage::getAggregateIdentifier)
                .containsOnly(behind)
                .hasSize(2);
    }

    /** More than a page of them too, and more than Axon looks after one by one. */
    @ParameterizedTest
    @ValueSource(ints = {1, 2, EventPages.SIZE, 300})
    void tellsWhatIsCommittedLateAndStandsBeforeWhatWasTold(int events) {
        store(1);
        assertThat(read()).hasSize(1);

        var late = within(() -> {
            var written = store(events);
            var early = CompletableFuture.supplyAsync(() -> store(1)).join();
            assertThat(read())
                    .extracting(DomainEventMessage::getAggregateIdentifier)
                    .containsExactly(early);
            return written;
        });

        var told = read();
        assertThat(told).extracting(DomainEventMessage::getAggregateIdentifier).containsOnly(late);
        assertThat(told)
                .extracting(DomainEventMessage::getSequenceNumber)
                .containsExactlyElementsOf(LongStream.range(0, events).boxed().toList());
        assertThat(read()).isEmpty();
    }

    /** What is new since it was called last, as another reader sees it. */
    private List<DomainEventMessage<?>> read() {
        var events = CompletableFuture.supplyAsync(() -> platform.bean(EventStorageEngine.class)
                        .readEvents(last, false)
                        .<TrackedEventMessage<?>>map(event -> event)
                        .toList())
                .join();
        if (!events.isEmpty()) {
            last = events.get(events.size() - 1).trackingToken();
        }
        return events.stream()
                .<DomainEventMessage<?>>map(event -> (DomainEventMessage<?>) event)
                .toList();
    }

    /** A note that is written so many times. */
    private String store(int writes) {
        var id = UUID.randomUUID().toString();
        var events = NoteProcessing.written(id, writes);
        DefaultUnitOfWork.startAndGet(events.get(0))
                .execute(() -> platform.bean(EventStore.class).publish(events));
        return id;
    }

    private String within(Supplier<String> work) {
        var done =
                new TransactionTemplate(platform.bean(PlatformTransactionManager.class)).execute(status -> work.get());
        return String.valueOf(done);
    }
}
