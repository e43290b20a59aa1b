package com.startynk.sync.query.cachepolicy;

import com.startynk.sync.catalog.CachePolicyChange;
import com.startynk.sync.events.cachepolicy.CachePolicyChanged;
import com.startynk.sync.events.cachepolicy.CachePolicyEvent;
import com.startynk.sync.events.cachepolicy.CachePolicyReset;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.messaging.unitofwork.CurrentUnitOfWork;

/** Keeps what was changed of policies, and says so after the commit. An event that comes again changes nothing. */
@ProcessingGroup(CachePolicyProjection.GROUP)
public final class CachePolicyProjection {

    /** Names the token too; to be kept for ever. */
    public static final String GROUP = "cache-policies";

    private final StoredPolicies policies;
    private final PolicyWatch watch;

    public CachePolicyProjection(StoredPolicies policies, PolicyWatch watch) {
        this.policies = policies;
        this.watch = watch;
    }

    @EventHandler
    void on(CachePolicyChanged event) {
        take(
                event,
                CachePolicyChange.of(
                        event.strategy(), event.ttlSeconds(), event.maxEntries(), event.compress(), event.encrypt()));
    }

    @EventHandler
    void on(CachePolicyReset event) {
        take(event, CachePolicyChange.NOTHING);
    }

    private void take(CachePolicyEvent event, CachePolicyChange change) {
        policies.change(event.entityType(), event.changes(), change);
        CurrentUnitOfWork.get().afterCommit(done -> watch.hurry());
    }
}
