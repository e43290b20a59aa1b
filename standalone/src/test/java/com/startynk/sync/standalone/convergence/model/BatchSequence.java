package com.startynk.sync.standalone.convergence.model;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.IntStream;

/**
 * A batch in an order that the contract allows: an entity is made before what refers to it, and two items of one entity
 * never change places. Priorities are left out, since the outcome cannot depend on them.
 */
final class BatchSequence {

    private final List<Mutation> mutations;
    private final Names names;
    private final List<Set<Integer>> behind = new ArrayList<>();
    private final Map<String, Integer> creations = new HashMap<>();
    private final List<Integer> order = new ArrayList<>();

    private BatchSequence(List<Mutation> mutations, Names names) {
        this.mutations = mutations;
        this.names = names;
        for (var n = 0; n < mutations.size(); n++) {
            if (mutations.get(n).operation() == Operation.CREATE) {
                creations.putIfAbsent(mutations.get(n).entityId(), n);
            }
        }
        var latest = new HashMap<String, Integer>();
        for (var n = 0; n < mutations.size(); n++) {
            var before = creationsReferredTo(mutations.get(n));
            var same = latest.put(mutations.get(n).entityId(), n);
            if (same != null) {
                before.add(same);
            }
            behind.add(before);
        }
    }

    /** An item's place in the batch, and the mutation with what it still waits for there. */
    record Placed(int index, Mutation mutation) {}

    static List<Placed> of(List<Mutation> mutations, Names names) {
        return new BatchSequence(mutations, names).placed();
    }

    private Set<Integer> creationsReferredTo(Mutation mutation) {
        var ids = new HashSet<String>();
        mutation.fields(names).values().stream()
                .filter(String.class::isInstance)
                .forEach(text -> ids.add((String) text));
        if (mutation.item().projectId() != null) {
            ids.add(names.of(mutation.device(), mutation.item().projectId()));
        }
        ids.remove(mutation.entityId());
        var referred = new HashSet<Integer>();
        ids.stream().filter(creations::containsKey).map(creations::get).forEach(referred::add);
        return referred;
    }

    private List<Placed> placed() {
        var placed = new ArrayList<Placed>();
        var awaited = new HashMap<String, Set<String>>();
        while (order.size() < mutations.size()) {
            var next = next();
            order.add(next);
            var mutation = mutations.get(next);
            var awaits = new HashSet<>(mutation.awaits());
            awaits.removeIf(madeLater(mutation).and(isOwn(mutation).negate()));
            awaits.addAll(awaited.getOrDefault(mutation.entityId(), Set.of()));
            if (mutation.operation() == Operation.CREATE) {
                awaits.removeIf(isOwn(mutation));
            }
            awaited.put(mutation.entityId(), awaits);
            placed.add(new Placed(next, mutation.awaiting(awaits)));
        }
        return placed;
    }

    /** Inside a circle of new entities one of them must be made before what it refers to. */
    private Predicate<String> madeLater(Mutation mutation) {
        return local -> {
            var creation = creations.get(names.of(mutation.device(), local));
            return creation != null && !order.contains(creation);
        };
    }

    /** An edit may be sent before its creation: it waits for it, and not the other way round. */
    private Predicate<String> isOwn(Mutation mutation) {
        return local -> names.of(mutation.device(), local).equals(mutation.entityId());
    }

    private int next() {
        return left().filter(n -> order.containsAll(behind.get(n))).findFirst().orElseGet(this::creationInACircle);
    }

    private IntStream left() {
        return IntStream.range(0, mutations.size()).filter(n -> !order.contains(n));
    }

    private int creationInACircle() {
        var way = new ArrayList<Integer>();
        Integer n = left().findFirst().orElseThrow();
        while (!way.contains(n)) {
            way.add(n);
            n = behind.get(n).stream()
                    .filter(before -> !order.contains(before))
                    .findFirst()
                    .orElseThrow();
        }
        return way.subList(way.indexOf(n), way.size()).stream()
                .filter(m -> mutations.get(m).operation() == Operation.CREATE)
                .min(Integer::compare)
                .orElse(n);
    }
}
