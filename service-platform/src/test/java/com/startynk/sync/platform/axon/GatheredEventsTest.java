package com.startynk.sync.platform.axon;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.axonframework.common.stream.BlockingStream;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.eventsourcing.eventstore.EmbeddedEventStore;
import org.axonframework.eventsourcing.eventstore.inmemory.InMemoryEventStorageEngine;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Only how long it waits at least is looked at: a busy machine makes anything take longer. */
class GatheredEventsTest {

    private static final Duration PAUSE = Duration.ofMillis(80);

    private final EmbeddedEventStore events = EmbeddedEventStore.builder()
            .storageEngine(new InMemoryEventStorageEngine())
            .build();
    private final BlockingStream<TrackedEventMessage<?>> stream =
            new GatheredEvents(events, PAUSE).openStream(events.createTailToken());

    @AfterEach
    void close() {
        stream.close();
        events.shutDown();
    }

    @Test
    void leavesAPauseBetweenTheBeginningsOfTwoBatches() throws Exception {
        happens();
        happens();
        begin();
        var begun = System.nanoTime();
        stream.nextAvailable();

        begin();

        // The first begins a little before its caller is told so.
        assertThat(Duration.ofNanos(System.nanoTime() - begun)).isGreaterThan(PAUSE.dividedBy(2));
    }

    @Test
    void hasAllThatGatheredInOneBatch() throws Exception {
        happens();
        begin();
        stream.nextAvailable();
        happens();
        happens();
        begin();

        stream.nextAvailable();
        await().until(() -> stream.peek().isPresent());
        stream.nextAvailable();
        assertThat(stream.peek()).isEmpty();
    }

    @Test
    void saysWhenNothingHasCome() throws Exception {
        assertThat(stream.hasNextAvailable(1, TimeUnit.MILLISECONDS)).isFalse();
    }

    @Test
    void refusesAPauseThatWouldCostTheClaim() {
        assertThatThrownBy(() -> new GatheredEvents(events, Duration.ofMinutes(1)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("a second at most");
    }

    /** As a processor does that is ready to wait for the first event of a batch. */
    private void begin() throws InterruptedException {
        assertThat(stream.hasNextAvailable(10, TimeUnit.SECONDS)).isTrue();
    }

    private void happens() {
        events.publish(new GenericDomainEventMessage<>("Note", UUID.randomUUID().toString(), 0, "something happened"));
    }
}
