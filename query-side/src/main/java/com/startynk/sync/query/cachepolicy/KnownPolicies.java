package com.startynk.sync.query.cachepolicy;

import com.startynk.sync.catalog.CachePolicies;
import com.startynk.sync.catalog.CachePolicy;
import com.startynk.sync.catalog.EntityCatalog;
import com.startynk.sync.catalog.EntityType;
import com.startynk.sync.events.cachepolicy.CachePolicyEvent;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.messaging.unitofwork.CurrentUnitOfWork;

/**
 * The policies that this process goes by: those that are declared, until it has looked. Whoever was just told of a change here can wait
 * until this process goes by it, on whichever node it is projected.
 */
public final class KnownPolicies {

    /** By this header whoever keeps what he reads learns that the policies are others than he knows. */
    public static final String VERSION_HEADER = "X-Cache-Policies";

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition taken = lock.newCondition();
    private volatile CachePolicies policies;
    private volatile long promised;

    public KnownPolicies(EntityCatalog catalog) {
        policies = new CachePolicies(catalog, 0, Map.of());
    }

    public CachePolicy of(EntityType type) {
        return policies.of(type);
    }

    /** Another text whenever other policies may hold. */
    public String version() {
        return policies.version();
    }

    /** To be subscribed to the event bus. A change that is rolled back is no promise. */
    public void published(List<? extends EventMessage<?>> events) {
        events.stream()
                .map(EventMessage::getPayload)
                .filter(CachePolicyEvent.class::isInstance)
                .mapToLong(event -> ((CachePolicyEvent) event).changes())
                .max()
                .ifPresent(this::promiseAfterCommit);
    }

    private void promiseAfterCommit(long changes) {
        if (CurrentUnitOfWork.isStarted()) {
            CurrentUnitOfWork.get().afterCommit(done -> promise(changes));
        } else {
            promise(changes);
        }
    }

    private void promise(long changes) {
        lock.lock();
        try {
            promised = Math.max(promised, changes);
        } finally {
            lock.unlock();
        }
    }

    /** All of them, with what was acknowledged here before; without it when the time is over. */
    CachePolicies all(Duration atMost) {
        if (policies.changes() < promised) {
            await(atMost.toNanos());
        }
        return policies;
    }

    private void await(long atMost) {
        lock.lock();
        try {
            for (var nanos = atMost; policies.changes() < promised && nanos > 0; ) {
                nanos = taken.awaitNanos(nanos);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            lock.unlock();
        }
    }

    /** Whether these are others than before. */
    boolean take(CachePolicies found) {
        lock.lock();
        try {
            var others = !found.version().equals(policies.version());
            policies = found;
            taken.signalAll();
            return others;
        } finally {
            lock.unlock();
        }
    }
}
