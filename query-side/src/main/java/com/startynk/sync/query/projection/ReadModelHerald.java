package com.startynk.sync.query.projection;

import com.startynk.sync.catalog.EntityCatalog;
import com.startynk.sync.query.cachepolicy.KnownPolicies;
import com.startynk.sync.query.entity.EntityCache;
import com.startynk.sync.query.entity.EntityCache.Renewal;
import com.startynk.sync.query.entity.EntityView;
import com.startynk.sync.query.entity.NearCache;
import com.startynk.sync.query.membership.MembershipFacts;
import com.startynk.sync.query.membership.MembershipRows.Turn;
import com.startynk.sync.query.platform.ReadBarrier;
import com.startynk.sync.query.platform.RedisBreaker;
import com.startynk.sync.query.projection.Projected.Entry;
import java.util.List;

/** Tells what a batch changed: the cache before and after the commit, everybody else after it. */
public final class ReadModelHerald {

    private final EntityCatalog catalog;
    private final KnownPolicies policies;
    private final NearCache near;
    private final EntityCache cache;
    private final MembershipFacts memberships;
    private final ReadBarrier barrier;
    private final FeedAnnouncer announcer;

    public ReadModelHerald(
            EntityCatalog catalog,
            KnownPolicies policies,
            NearCache near,
            EntityCache cache,
            MembershipFacts memberships,
            ReadBarrier barrier,
            FeedAnnouncer announcer) {
        this.catalog = catalog;
        this.policies = policies;
        this.near = near;
        this.cache = cache;
        this.memberships = memberships;
        this.barrier = barrier;
        this.announcer = announcer;
    }

    /** Begins to warn readers of the cache of what is about to be written; the commit has to wait for it. */
    RedisBreaker.Sent forewarn(List<Entry> entries, String marker) {
        return cache.mark(ids(known(entries)), marker);
    }

    /** Closes what this process holds. Of an entity that is new there can be no copy. */
    void close(Projected projected) {
        near.close(ids(known(projected.entities())));
    }

    void warn(Projected projected, String marker) {
        forewarn(projected.entities(), marker).await();
        close(projected);
    }

    /** Takes the warning back: nothing was committed, or nobody knows. */
    void withdraw(Projected projected) {
        near.open(ids(known(projected.entities())), List.of());
    }

    /** A batch was rolled back, or nobody knows. */
    void doubt() {
        barrier.doubt();
    }

    /** Waiting readers come first: the marker sends them to the database, where the new state is already. */
    void tell(Projected projected, String marker) {
        var renewals = renewals(projected);
        near.open(
                ids(known(projected.entities())),
                renewals.stream().map(Renewal::entity).toList());
        memberships.forget(projected.turns().stream().map(Turn::userId).toList());
        barrier.projected(projected.facts().stream().map(Fact::eventId).toList());
        if (projected.facts().stream().anyMatch(fact -> !fact.replayed())) {
            cache.renew(renewals, marker);
            announcer.announce(projected);
        }
    }

    /** Nobody needs to wait for what is parked. */
    void tellOfParked(List<String> eventIds) {
        barrier.projected(eventIds);
    }

    /** The same of rows that were put right, which everybody is told of. */
    void tellOfCorrection(Projected projected, String marker) {
        var renewals = renewals(projected);
        near.open(
                ids(known(projected.entities())),
                renewals.stream().map(Renewal::entity).toList());
        memberships.forget(projected.turns().stream().map(Turn::userId).toList());
        cache.renew(renewals, marker);
        announcer.announce(projected);
    }

    private List<Renewal> renewals(Projected projected) {
        return known(projected.entities()).stream()
                .flatMap(entry -> catalog.find(entry.row().entityType()).stream()
                        .map(type -> new Renewal(
                                EntityView.of(entry.row()), policies.of(type).ttl())))
                .toList();
    }

    private static List<String> ids(List<Entry> entries) {
        return entries.stream().map(entry -> entry.row().entityId()).toList();
    }

    private static List<Entry> known(List<Entry> entries) {
        return entries.stream().filter(entry -> entry.entity().isKnown()).toList();
    }
}
