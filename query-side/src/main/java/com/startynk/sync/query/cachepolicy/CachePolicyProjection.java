package com.startynk.sync.query.cachepolicy;

import com.startynk.sync.catalog.CachePolicyChange;
import com.startynk.sync.events.cachepolicy.CachePolicyChanged;
import com.startynk.sync.events.cachepolicy.CachePolicyEvent;
import com.startynk.sync.events.cachepolicy.CachePolicyReset;
import com.startynk.sync.query.platform.ReadBarrier;
import java.util.List;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.messaging.unitofwork.CurrentUnitOfWork;

/** Keeps what was changed of policies, and says so after the commit. An event that comes again changes nothing. */
@ProcessingGroup(CachePolicyProjection.GROUP)
public final class CachePolicyProjection {

    /** Names the token too; to be kept for ever. */
    public static final String GROUP = "cache-policies";

    private final StoredPolicies policies;
    private final PolicyWatch watch;
    private final ReadBarrier barrier;

    public CachePolicyProjection(StoredPolicies policies, PolicyWatch watch, ReadBarrier barrier) {
        this.policies = policies;
        this.watch = watch;
        this.barrier = barrier;
    }

    @EventHandler
    void on(CachePolicyChanged event, EventMessage<?> message) {
        var change = CachePolicyChange.of(
                event.strategy(), event.ttlSeconds(), event.maxEntries(), event.compress(), event.encrypt());
        take(event, change, message);
    }

    @EventHandler
    void on(CachePolicyReset event, EventMessage<?> message) {
        take(event, CachePolicyChange.NOTHING, message);
    }

    /** Whoever waits for the change finds this process going by it. */
    private void take(CachePolicyEvent event, CachePolicyChange change, EventMessage<?> message) {
        policies.change(event.entityType(), event.changes(), change);
        CurrentUnitOfWork.get().afterCommit(done -> {
            watch.hurry();
            barrier.projected(List.of(message.getIdentifier()));
        });
    }
}
