package com.startynk.sync.query.projection;

import com.startynk.sync.catalog.EntityCatalog;
import com.startynk.sync.events.entity.ConflictResolved;
import com.startynk.sync.query.digest.DigestChanges;
import com.startynk.sync.query.digest.DigestRows;
import com.startynk.sync.query.entity.EntityRow;
import com.startynk.sync.query.entity.EntityRows;
import com.startynk.sync.query.entity.StoredFields;
import com.startynk.sync.query.membership.MembershipChanges;
import com.startynk.sync.query.membership.MembershipRows;
import com.startynk.sync.query.membership.MembershipRows.Turn;
import com.startynk.sync.query.ownership.OwnershipRows;
import com.startynk.sync.query.projection.Projected.Entry;
import com.startynk.sync.query.updates.FeedPositions;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * Writes a batch in the transaction of its token. The lock of the feed's head is taken first and held until the commit: one
 * writer gives places at a time, so places become visible in order.
 */
public final class ReadModelWriter {

    private final FeedPositions positions;
    private final EntityRows rows;
    private final PurgedEntities purged;
    private final DigestRows digests;
    private final MembershipRows memberships;
    private final MembershipChanges membershipChanges;
    private final OwnershipRows ownerships;
    private final EntityCatalog catalog;
    private final SideLogs sideLogs;
    private final StoredFields json;
    private final Clock clock;
    private final Duration timeStep;
    private volatile Instant lastTime = Instant.EPOCH;

    /** @param timeStep how far apart places are noted with their time */
    public ReadModelWriter(
            FeedPositions positions,
            EntityRows rows,
            PurgedEntities purged,
            DigestRows digests,
            MembershipRows memberships,
            MembershipChanges membershipChanges,
            OwnershipRows ownerships,
            EntityCatalog catalog,
            SideLogs sideLogs,
            StoredFields json,
            Clock clock,
            Duration timeStep) {
        this.positions = positions;
        this.rows = rows;
        this.purged = purged;
        this.digests = digests;
        this.memberships = memberships;
        this.membershipChanges = membershipChanges;
        this.ownerships = ownerships;
        this.catalog = catalog;
        this.sideLogs = sideLogs;
        this.json = json;
        this.clock = clock;
        this.timeStep = timeStep;
    }

    Projected write(List<Fact> facts) {
        return write(positions.lockHead(), facts, entries -> {});
    }

    Projected write(long from, List<Fact> facts) {
        return write(from, facts, entries -> {});
    }

    /**
     * Writes them.
     *
     * @param from the feed's head, whose lock this transaction has
     * @param about is told what will be written, before it is
     */
    Projected write(long from, List<Fact> facts, Consumer<List<Entry>> about) {
        var known = rows.find(facts.stream().map(Fact::entityId).collect(Collectors.toSet()));
        var restored = purged.needed(facts, known);
        known.putAll(restored);
        var turns = new MembershipTurns();
        var folded = new LinkedHashMap<String, FoldedEntity>();
        var decisions = new ArrayList<Decided>();
        var place = from;
        for (var fact : facts) {
            var entity = folded.computeIfAbsent(fact.entityId(), id -> new FoldedEntity(fact, known.get(id), json));
            if (entity.takes(fact)) {
                fold(fact, entity, ++place, turns);
            }
            if (fact.event() instanceof ConflictResolved decision) {
                decisions.add(new Decided(fact, decision, new HashMap<>(entity.shownFields())));
            }
        }
        var entries = folded.values().stream()
                .filter(FoldedEntity::isChanged)
                .map(entity -> new Entry(entity, entity.row()))
                .sorted(Comparator.comparingLong(entry -> entry.row().position()))
                .toList();
        about.accept(entries);
        var owners = OwnershipTurns.of(folded.values(), restored.keySet(), catalog, json);
        var resolved = sideLogs.write(facts, decisions);
        if (place > from) {
            rows.save(entries.stream().map(Entry::row).toList());
            purged.forget(entries, restored.keySet());
            ownerships.save(owners.all());
            sideLogs.count(entries);
            save(turns.all(), entries, place);
        }
        return new Projected(from, place, entries, turns.all(), owners, facts, resolved);
    }

    private void fold(Fact fact, FoldedEntity entity, long place, MembershipTurns turns) {
        var members = membershipChanges.membersField(entity.entityType());
        if (members == null || !membershipChanges.in(fact.event(), members)) {
            entity.fold(fact, place);
            return;
        }
        Set<String> before = MembershipChanges.members(entity.fields(), members);
        entity.fold(fact, place);
        turns.note(entity.projectId(), before, MembershipChanges.members(entity.fields(), members), place);
    }

    /** Writes what was put right, in a transaction that holds the lock of the feed's head. */
    void save(Projected corrected) {
        rows.save(corrected.entities().stream().map(Entry::row).toList());
        ownerships.save(corrected.owners().all());
        sideLogs.count(corrected.entities());
        save(corrected.turns(), corrected.entities(), corrected.to());
    }

    private void save(List<Turn> turns, List<Entry> entries, long head) {
        memberships.save(turns);
        digests.save(digestChanges(entries));
        positions.saveProjects(lastPositions(entries));
        var now = clock.instant();
        if (now.isBefore(lastTime) || Duration.between(lastTime, now).compareTo(timeStep) >= 0) {
            positions.saveTime(head, now);
            lastTime = now;
        }
        positions.moveHead(head);
    }

    private static DigestChanges digestChanges(List<Entry> entries) {
        var changes = new DigestChanges();
        entries.forEach(entry -> changes.note(entry.entity().before(), entry.row()));
        return changes;
    }

    private static Map<String, Long> lastPositions(List<Entry> entries) {
        var last = new HashMap<String, Long>();
        for (var entry : entries) {
            EntityRow row = entry.row();
            last.merge(row.projectId(), row.position(), Math::max);
        }
        return last;
    }
}
