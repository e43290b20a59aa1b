package com.startynk.sync.query.platform;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.messaging.unitofwork.CurrentUnitOfWork;
import org.jspecify.annotations.Nullable;

/**
 * Lets readers of this process wait for events that it has published and not yet projected, so that who was just answered
 * reads what he wrote. Hears of events before their commit, so none is acknowledged unknown; forgets them once projected or
 * rolled back, and after {@link #FORGOTTEN_AFTER} in any case, for a projection that runs elsewhere never reports here.
 */
public final class ReadBarrier {

    private static final Duration FORGOTTEN_AFTER = Duration.ofSeconds(30);

    /** So long a projection has to begin again where its stored token says. */
    private static final Duration DOUBTED_FOR = Duration.ofSeconds(3);

    /** The line of all events that change who is in a project; no entity id looks like it. */
    private static final String MEMBERSHIPS = "memberships";

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition projected = lock.newCondition();
    private final Map<String, Awaited> byEventId = new LinkedHashMap<>();
    private final Map<String, ArrayDeque<Long>> lines = new HashMap<>();
    private final Predicate<DomainEventMessage<?>> tracked;
    private final Predicate<DomainEventMessage<?>> changesMembers;
    private final BooleanSupplier caughtUp;
    private long lastTicket;
    private long lastDoubted;
    private long doubtedAt;
    private volatile boolean idle = true;

    private record Awaited(long ticket, String entityId, boolean members, long sinceNanos) {}

    /**
     * @param tracked which events the projection will report
     * @param changesMembers which of them change who is in a project
     * @param caughtUp whether the projection runs, and has come to the end of the store since it began
     */
    public ReadBarrier(
            Predicate<DomainEventMessage<?>> tracked,
            Predicate<DomainEventMessage<?>> changesMembers,
            BooleanSupplier caughtUp) {
        this.tracked = tracked;
        this.changesMembers = changesMembers;
        this.caughtUp = caughtUp;
    }

    /** To be subscribed to the event bus. */
    public void published(List<? extends EventMessage<?>> events) {
        var known = events.stream()
                .filter(event -> event instanceof DomainEventMessage<?> domain && tracked.test(domain))
                .map(event -> (DomainEventMessage<?>) event)
                .toList();
        if (known.isEmpty()) {
            return;
        }
        if (CurrentUnitOfWork.isStarted()) {
            var ids = known.stream().map(EventMessage::getIdentifier).toList();
            CurrentUnitOfWork.get().onRollback(unitOfWork -> projected(ids));
        }
        lock.lock();
        try {
            forgetOld();
            known.forEach(this::add);
        } finally {
            lock.unlock();
        }
    }

    /** Says that these events, by their identifiers, can be read now, or never will be. */
    public void projected(Collection<String> eventIds) {
        if (idle) {
            return;
        }
        lock.lock();
        try {
            eventIds.forEach(this::remove);
            projected.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /**
     * Says that a commit of the projection failed, and that nobody knows whether it took effect. If it did, its events never come
     * to the projection again: what is awaited now is forgotten once that has caught up.
     */
    public void doubt() {
        lock.lock();
        try {
            lastDoubted = lastTicket;
            doubtedAt = System.nanoTime();
        } finally {
            lock.unlock();
        }
    }

    /** Waits until everything that had been published before can be read, or the time is over. */
    public void awaitAll(Duration atMost) {
        await(
                () -> byEventId.isEmpty()
                        ? null
                        : byEventId.values().iterator().next().ticket(),
                atMost);
    }

    /** Waits until what had been published of one entity can be read, or the time is over. */
    public void awaitEntity(String entityId, Duration atMost) {
        await(() -> firstIn(entityId), atMost);
    }

    /** Waits until every membership change that had been published can be read, or the time is over. */
    public void awaitMemberships(Duration atMost) {
        await(() -> firstIn(MEMBERSHIPS), atMost);
    }

    /** Waits until nothing that had been published longer ago than that cannot be read yet, or the time is over. */
    public void awaitYounger(Duration age, Duration atMost) {
        var now = System.nanoTime();
        await(() -> firstOlder(now - age.toNanos()), atMost);
    }

    private @Nullable Long firstOlder(long nanos) {
        if (byEventId.isEmpty()) {
            return null;
        }
        var oldest = byEventId.values().iterator().next();
        return oldest.sinceNanos() - nanos < 0 ? oldest.ticket() : null;
    }

    /** How many events are awaited. */
    public int awaited() {
        lock.lock();
        try {
            return byEventId.size();
        } finally {
            lock.unlock();
        }
    }

    /** Later events do not prolong the wait: only tickets given before it count. */
    private void await(FirstTicket line, Duration atMost) {
        if (idle) {
            return;
        }
        lock.lock();
        try {
            forgetOld();
            forgetDoubted();
            var until = lastTicket;
            var nanos = atMost.toNanos();
            for (var first = line.ticket(); first != null && first <= until && nanos > 0; first = line.ticket()) {
                nanos = projected.awaitNanos(nanos);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            lock.unlock();
        }
    }

    private @Nullable Long firstIn(String line) {
        var tickets = lines.get(line);
        return tickets == null ? null : tickets.peekFirst();
    }

    private void add(DomainEventMessage<?> event) {
        var awaited = new Awaited(
                ++lastTicket, event.getAggregateIdentifier(), changesMembers.test(event), System.nanoTime());
        if (byEventId.putIfAbsent(event.getIdentifier(), awaited) == null) {
            idle = false;
            lineUp(awaited.entityId(), awaited.ticket());
            if (awaited.members()) {
                lineUp(MEMBERSHIPS, awaited.ticket());
            }
        }
    }

    private void lineUp(String line, long ticket) {
        lines.computeIfAbsent(line, key -> new ArrayDeque<>(2)).addLast(ticket);
    }

    private void remove(String eventId) {
        var awaited = byEventId.remove(eventId);
        if (awaited != null) {
            leave(awaited.entityId(), awaited.ticket());
            if (awaited.members()) {
                leave(MEMBERSHIPS, awaited.ticket());
            }
            idle = byEventId.isEmpty();
        }
    }

    private void leave(String line, long ticket) {
        lines.computeIfPresent(line, (key, tickets) -> {
            tickets.remove(ticket);
            return tickets.isEmpty() ? null : tickets;
        });
    }

    private void forgetOld() {
        var now = System.nanoTime();
        while (!byEventId.isEmpty()) {
            var oldest = byEventId.entrySet().iterator().next();
            if (now - oldest.getValue().sinceNanos() < TimeUnit.NANOSECONDS.convert(FORGOTTEN_AFTER)) {
                return;
            }
            remove(oldest.getKey());
        }
    }

    private void forgetDoubted() {
        if (lastDoubted > 0
                && System.nanoTime() - doubtedAt > TimeUnit.NANOSECONDS.convert(DOUBTED_FOR)
                && caughtUp.getAsBoolean()) {
            byEventId.entrySet().stream()
                    .filter(awaited -> awaited.getValue().ticket() <= lastDoubted)
                    .map(Map.Entry::getKey)
                    .toList()
                    .forEach(this::remove);
            lastDoubted = 0;
            projected.signalAll();
        }
    }

    private interface FirstTicket {
        @Nullable Long ticket();
    }
}
