package com.startynk.sync.query.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.messaging.unitofwork.DefaultUnitOfWork;
import org.junit.jupiter.api.Test;

class ReadBarrierTest {

    /** Not the common pool, which has one thread on two processors. */
    private static final Executor OWN_THREADS = work -> new Thread(work).start();

    private static final Duration LONG = Duration.ofSeconds(20);
    private static final Duration SHORT = Duration.ofMillis(30);

    private final AtomicBoolean caughtUp = new AtomicBoolean();
    private final ReadBarrier barrier = new ReadBarrier(
            event -> !"not mine".equals(event.getPayload()),
            event -> "members".equals(event.getPayload()),
            caughtUp::get);

    @Test
    void holdsNobodyWhenNothingIsAwaited() {
        barrier.published(List.of(event("slab", "not mine")));

        barrier.awaitAll(LONG);
        barrier.awaitEntity("slab", LONG);
        assertThat(barrier.awaited()).isZero();
    }

    @Test
    void holdsReadersUntilWhatWasPublishedBeforeIsProjected() {
        var poured = event("slab", "poured");
        barrier.published(List.of(poured));
        var reader = CompletableFuture.runAsync(() -> barrier.awaitAll(LONG), OWN_THREADS);
        var other = CompletableFuture.runAsync(() -> barrier.awaitEntity("wall", LONG), OWN_THREADS);

        other.join();
        barrier.projected(List.of("another event"));
        assertThat(reader).isNotDone();

        barrier.projected(List.of(poured.getIdentifier()));
        await().until(reader::isDone);
    }

    @Test
    void doesNotHoldThemForWhatComesLater() throws InterruptedException {
        var first = event("slab", "poured");
        barrier.published(List.of(first));
        var reader = new Thread(() -> barrier.awaitEntity("slab", LONG));
        reader.start();
        await().until(() -> reader.getState() == Thread.State.TIMED_WAITING);
        barrier.published(List.of(event("slab", "cured")));

        barrier.projected(List.of(first.getIdentifier()));
        reader.join(LONG.toMillis() / 2);
        assertThat(reader.isAlive()).isFalse();
        assertThat(barrier.awaited()).isOne();
    }

    @Test
    void holdsWritersOnlyForWhatIsAwaitedForLonger() throws InterruptedException {
        var poured = event("slab", "poured");
        barrier.published(List.of(poured));
        barrier.awaitYounger(Duration.ofMinutes(1), LONG);

        var writer = new Thread(() -> barrier.awaitYounger(Duration.ZERO, LONG));
        writer.start();
        await().until(() -> writer.getState() == Thread.State.TIMED_WAITING);
        barrier.published(List.of(event("slab", "cured")));
        barrier.projected(List.of(poured.getIdentifier()));

        writer.join(LONG.toMillis() / 2);
        assertThat(writer.isAlive()).isFalse();
    }

    @Test
    void letsThemGoWhenTheTimeIsOver() {
        barrier.published(List.of(event("slab", "poured")));

        var before = System.nanoTime();
        barrier.awaitEntity("slab", SHORT);
        assertThat(Duration.ofNanos(System.nanoTime() - before)).isBetween(SHORT, LONG);
    }

    @Test
    void forgetsWhatIsRolledBack() {
        var work = DefaultUnitOfWork.startAndGet(null);
        work.onPrepareCommit(unitOfWork -> {
            barrier.published(List.of(event("slab", "poured")));
            assertThat(barrier.awaited()).isOne();
            throw new IllegalStateException("the database is away");
        });
        try {
            work.commit();
        } catch (IllegalStateException e) {
            if (work.isActive()) {
                work.rollback(e);
            }
        }

        assertThat(barrier.awaited()).isZero();
    }

    /** Whose commit took effect although it failed is projected, and comes to the projection no more. */
    @Test
    void forgetsWhatAFailedCommitLeftInDoubtOnceTheProjectionHasCaughtUp() {
        barrier.published(List.of(event("slab", "poured")));
        barrier.doubt();
        var later = event("wall", "built");
        barrier.published(List.of(later));

        await().during(Duration.ofSeconds(4)).atMost(Duration.ofSeconds(8)).until(() -> {
            barrier.awaitAll(SHORT);
            return barrier.awaited() == 2;
        });
        caughtUp.set(true);
        barrier.awaitEntity("slab", LONG);

        assertThat(barrier.awaited()).isOne();
        barrier.projected(List.of(later.getIdentifier()));
        assertThat(barrier.awaited()).isZero();
    }

    @Test
    void countsAnEventOnceHoweverOftenItIsReported() {
        var poured = event("slab", "poured");
        barrier.published(List.of(poured));
        barrier.published(List.of(poured));
        assertThat(barrier.awaited()).isOne();

        barrier.projected(List.of(poured.getIdentifier(), poured.getIdentifier()));
        barrier.awaitEntity("slab", LONG);
        assertThat(barrier.awaited()).isZero();
    }

    @Test
    void holdsReadersOfMembershipsForMembershipChangesOnly() {
        barrier.published(List.of(event("slab", "poured")));
        barrier.awaitMemberships(LONG);

        var change = event("site", "members");
        barrier.published(List.of(change));
        var reader = CompletableFuture.runAsync(() -> barrier.awaitMemberships(LONG), OWN_THREADS);
        barrier.projected(List.of(change.getIdentifier()));
        await().until(reader::isDone);
    }

    private static DomainEventMessage<String> event(String entity, String payload) {
        return new GenericDomainEventMessage<>("SyncedEntity", entity, 0, payload);
    }
}
