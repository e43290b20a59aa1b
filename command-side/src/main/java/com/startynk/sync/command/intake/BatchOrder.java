package com.startynk.sync.command.intake;

import com.startynk.sync.command.entity.Mutation;
import com.startynk.sync.command.entity.Operation;
import com.startynk.sync.events.entity.EntityId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * The order in which the items of a batch are applied: an entity is made before what refers to it, two items of one entity
 * never change places, and beyond that higher priorities go first and equals as they were sent.
 */
final class BatchOrder {

    private final List<IncomingItem.Valid> items;
    private final Map<EntityId, Integer> creations = new HashMap<>();
    private final Map<EntityId, Set<EntityId>> awaited = new HashMap<>();
    private final List<Set<Integer>> dependencies = new ArrayList<>();
    private final List<List<Integer>> followers = new ArrayList<>();
    private final TreeSet<Integer> ready;
    private final TreeSet<Integer> left;

    /**
     * An item in its place.
     *
     * @param index of the item among those that were ordered
     * @param after indexes of the items that must be answered before
     * @param mutation the item's mutation; inside a circle of new entities it no longer awaits the others that come after it
     */
    record Placed(int index, Set<Integer> after, Mutation mutation) {}

    private BatchOrder(List<IncomingItem.Valid> items) {
        this.items = items;
        var urgency =
                Comparator.comparing((Integer n) -> items.get(n).priority()).thenComparing(Comparator.naturalOrder());
        ready = new TreeSet<>(urgency);
        left = new TreeSet<>(urgency);
        for (var n = 0; n < items.size(); n++) {
            if (mutation(n).operation() == Operation.CREATE) {
                creations.putIfAbsent(mutation(n).entityId(), n);
            }
            followers.add(new ArrayList<>());
        }
        var latest = new HashMap<EntityId, Integer>();
        for (var n = 0; n < items.size(); n++) {
            var needed = creationsReferredTo(mutation(n));
            var sameEntity = latest.put(mutation(n).entityId(), n);
            if (sameEntity != null) {
                needed.add(sameEntity);
            }
            dependencies.add(needed);
            for (var dependency : needed) {
                followers.get(dependency).add(n);
            }
            left.add(n);
            if (needed.isEmpty()) {
                ready.add(n);
            }
        }
    }

    static List<Placed> of(List<IncomingItem.Valid> items) {
        return new BatchOrder(items).placed();
    }

    private Mutation mutation(int n) {
        return items.get(n).mutation();
    }

    private Set<Integer> creationsReferredTo(Mutation mutation) {
        var referred = new HashSet<Integer>();
        for (var entity : mutation.references()) {
            var creation = creations.get(entity);
            if (creation != null && !entity.equals(mutation.entityId())) {
                referred.add(creation);
            }
        }
        return referred;
    }

    private List<Placed> placed() {
        var placed = new ArrayList<Placed>(items.size());
        var open = new ArrayList<Set<Integer>>();
        dependencies.forEach(needed -> open.add(new HashSet<>(needed)));
        while (!left.isEmpty()) {
            var next = ready.isEmpty() ? mostUrgentOfACircle(open) : ready.first();
            ready.remove(next);
            left.remove(next);
            placed.add(place(next));
            for (var follower : followers.get(next)) {
                open.get(follower).remove(next);
                if (open.get(follower).isEmpty() && left.contains(follower)) {
                    ready.add(follower);
                }
            }
        }
        return placed;
    }

    private Placed place(Integer n) {
        var after = new HashSet<>(dependencies.get(n));
        after.removeAll(left);
        var mutation = mutation(n).withoutAwaiting(madeLater(mutation(n)));
        return new Placed(n, after, behindItsEntity(mutation));
    }

    private Set<EntityId> madeLater(Mutation mutation) {
        var later = new HashSet<EntityId>();
        for (var entity : mutation.awaits()) {
            var creation = creations.get(entity);
            if (creation != null && left.contains(creation) && !entity.equals(mutation.entityId())) {
                later.add(entity);
            }
        }
        return later;
    }

    /** What comes after an item that is parked is parked behind it: two items of one entity never change places. */
    private Mutation behindItsEntity(Mutation mutation) {
        var before = awaited.computeIfAbsent(mutation.entityId(), any -> new HashSet<>());
        var placed = mutation.operation() == Operation.CREATE
                ? mutation.awaitingAlso(withoutItself(before, mutation))
                : mutation.awaitingAlso(before);
        before.addAll(placed.awaits());
        return placed;
    }

    /** An edit by local id may be sent before its creation: it waits for it, and not the other way round. */
    private static Set<EntityId> withoutItself(Set<EntityId> entities, Mutation creation) {
        var others = new HashSet<>(entities);
        others.remove(creation.entityId());
        return others;
    }

    /** Walks against the dependencies until an item comes again: from there on the way is a circle. */
    private Integer mostUrgentOfACircle(List<Set<Integer>> open) {
        var way = new ArrayList<Integer>();
        var n = left.first();
        while (!way.contains(n)) {
            way.add(n);
            n = open.get(n).iterator().next();
        }
        return way.subList(way.indexOf(n), way.size()).stream()
                .filter(item -> mutation(item).operation() == Operation.CREATE)
                .min(left.comparator())
                .orElse(n);
    }
}
