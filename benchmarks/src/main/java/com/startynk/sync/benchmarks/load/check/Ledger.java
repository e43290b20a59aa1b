package com.startynk.sync.benchmarks.load.check;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What one project's server has acknowledged. The driver is the only writer of its projects, so in the end the feed must show
 * each entity at exactly the version acknowledged last: at an older one a change was lost, at a newer one it was made twice.
 */
public final class Ledger {

    private final Map<String, Long> acknowledged = new ConcurrentHashMap<>();
    private final Set<String> uncertain = ConcurrentHashMap.newKeySet();

    public void acknowledged(String entityId, long version) {
        acknowledged.merge(entityId, version, Math::max);
    }

    /** A change of this entity was sent, and whether it took effect was not answered. */
    public void unanswered(String entityId) {
        uncertain.add(entityId);
    }

    /** The version of an entity that nobody may read an older one of; 0 when none was acknowledged. */
    public long leastVersion(String entityId) {
        return acknowledged.getOrDefault(entityId, 0L);
    }

    boolean isIn(Map<String, Long> found) {
        return acknowledged.entrySet().stream()
                .allMatch(entity -> found.getOrDefault(entity.getKey(), 0L) >= entity.getValue());
    }

    /** Lays the ledger beside what the feed shows. */
    public void compare(Map<String, Long> found, Faults faults) {
        acknowledged.forEach((entity, version) -> {
            if (found.getOrDefault(entity, 0L) < version) {
                faults.lost("entity " + entity + " was acknowledged at version " + version + ", the feed has "
                        + found.get(entity));
            }
        });
        unexpected(found)
                .forEach((entity, version) -> faults.doubled("entity " + entity + " was acknowledged at version "
                        + acknowledged.get(entity) + ", the feed has " + version));
    }

    private Map<String, Long> unexpected(Map<String, Long> found) {
        var unexpected = new HashMap<>(found);
        unexpected.keySet().removeAll(uncertain);
        unexpected.entrySet().removeIf(entity -> entity.getValue() <= leastVersion(entity.getKey()));
        return unexpected;
    }
}
