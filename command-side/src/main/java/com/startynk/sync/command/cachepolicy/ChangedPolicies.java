package com.startynk.sync.command.cachepolicy;

import static org.axonframework.modelling.command.AggregateLifecycle.apply;

import com.startynk.sync.catalog.CachePolicies;
import com.startynk.sync.catalog.CachePolicyChange;
import com.startynk.sync.catalog.EntityCatalog;
import com.startynk.sync.events.cachepolicy.CachePolicyChanged;
import com.startynk.sync.events.cachepolicy.CachePolicyEvent;
import com.startynk.sync.events.cachepolicy.CachePolicyReset;
import java.util.HashMap;
import java.util.Map;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.messaging.MetaData;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.serialization.Revision;

/** What was changed of the cache policies of all types: one aggregate, so that the policies have one version. */
@Revision("1")
class ChangedPolicies {

    private final Map<String, CachePolicyChange> byType = new HashMap<>();
    private long changes;

    /** For Axon, which fills it from its events. */
    protected ChangedPolicies() {}

    @AggregateIdentifier
    String id() {
        return CachePolicyEvent.STREAM;
    }

    /** What holds now where this is declared. */
    CachePolicies over(EntityCatalog catalog) {
        return new CachePolicies(catalog, changes, byType);
    }

    /** What changes nothing is no event, and makes no version. */
    void edit(String entityType, PolicyEdit edit, MetaData by) {
        var before = byType.getOrDefault(entityType, CachePolicyChange.NOTHING);
        var after = edit.after(before);
        if (after.equals(before)) {
            return;
        }
        apply(after.isNothing() ? new CachePolicyReset(entityType, changes + 1) : changed(entityType, after), by);
    }

    private CachePolicyChanged changed(String entityType, CachePolicyChange change) {
        var strategy = change.strategy();
        return new CachePolicyChanged(
                entityType,
                changes + 1,
                strategy == null ? null : strategy.name(),
                change.ttlSeconds(),
                change.maxEntries(),
                change.compress(),
                change.encrypt());
    }

    @EventSourcingHandler
    void on(CachePolicyChanged event) {
        changes = event.changes();
        byType.put(
                event.entityType(),
                CachePolicyChange.of(
                        event.strategy(), event.ttlSeconds(), event.maxEntries(), event.compress(), event.encrypt()));
    }

    @EventSourcingHandler
    void on(CachePolicyReset event) {
        changes = event.changes();
        byType.remove(event.entityType());
    }
}
