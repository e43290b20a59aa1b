package com.startynk.sync.standalone.convergence;

import com.startynk.sync.standalone.convergence.model.Item;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Random;

/** What a device has done and not yet got an answer for. */
final class Outbox {

    private final List<Item> items = new ArrayList<>();

    void add(Item item) {
        items.add(item);
    }

    boolean isEmpty() {
        return items.isEmpty();
    }

    List<Item> first(int atMost) {
        return List.copyOf(items.subList(0, Math.min(atMost, items.size())));
    }

    Item last() {
        return items.get(items.size() - 1);
    }

    void dropFirst(int number) {
        items.subList(0, number).clear();
    }

    /** Mixes the entities' items, each entity's in their order. */
    void shuffle(long seed) {
        var random = new Random(seed);
        var byEntity = new LinkedHashMap<String, List<Item>>();
        items.forEach(item -> byEntity.computeIfAbsent(item.target(), any -> new ArrayList<>())
                .add(item));
        var lines = new ArrayList<Iterator<Item>>();
        byEntity.values().forEach(line -> lines.add(line.iterator()));
        items.clear();
        while (!lines.isEmpty()) {
            var line = lines.get(random.nextInt(lines.size()));
            items.add(line.next());
            if (!line.hasNext()) {
                lines.remove(line);
            }
        }
    }
}
