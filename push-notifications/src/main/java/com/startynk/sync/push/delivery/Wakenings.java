package com.startynk.sync.push.delivery;

import com.startynk.sync.push.notification.NewNotification;
import com.startynk.sync.push.notification.Priority;
import java.util.HashMap;
import java.util.Map;

/** How often people were woken within the hour, in all and by category; what is critical is not counted and not bounded. */
final class Wakenings {

    private final Map<String, Map<String, Integer>> byCategory = new HashMap<>();
    private final int perHour;

    /**
     * Counts on.
     *
     * @param before by person and category
     * @param perHour of each person, of all categories
     */
    Wakenings(Map<String, Map<String, Integer>> before, int perHour) {
        before.forEach((user, counts) -> byCategory.put(user, new HashMap<>(counts)));
        this.perHour = perHour;
    }

    boolean isFull(String userId) {
        return of(userId).values().stream().mapToInt(Integer::intValue).sum() >= perHour;
    }

    boolean isCapped(NewNotification one) {
        if (one.priority() == Priority.CRITICAL) {
            return false;
        }
        var ofCategory = one.perHour();
        return isFull(one.userId())
                || (ofCategory != null && of(one.userId()).getOrDefault(one.category(), 0) >= ofCategory);
    }

    void add(NewNotification one) {
        if (one.priority() != Priority.CRITICAL) {
            byCategory.computeIfAbsent(one.userId(), user -> new HashMap<>()).merge(one.category(), 1, Integer::sum);
        }
    }

    private Map<String, Integer> of(String userId) {
        return byCategory.getOrDefault(userId, Map.of());
    }
}
