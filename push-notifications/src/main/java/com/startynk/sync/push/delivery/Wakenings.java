package com.startynk.sync.push.delivery;

import com.startynk.sync.push.notification.NewNotification;
import com.startynk.sync.push.notification.Priority;
import com.startynk.sync.push.notification.Wakening;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * How often people are woken within an hour, in all and by category; what is critical is not counted and not bounded. The hour is
 * the one before somebody is woken: what is made at night is counted at the end of quiet hours, when it wakes.
 */
final class Wakenings {

    static final Duration HOUR = Duration.ofHours(1);

    /** What goes wrong. Many conflicts, which wait for any manager, must not hide that one's own change was refused. */
    private static final String MISHAPS = "SYNC";

    private final Map<String, List<Wakening>> byUser = new HashMap<>();
    private final int perHour;

    /**
     * Counts on.
     *
     * @param before those within the hour before now, and those that are still to come
     * @param perHour of each person, of all categories
     */
    Wakenings(List<Wakening> before, int perHour) {
        before.forEach(this::add);
        this.perHour = perHour;
    }

    boolean isFull(String userId, Instant at) {
        return within(userId, at).size() >= perHour;
    }

    boolean isCapped(NewNotification one, Instant at) {
        if (one.priority() == Priority.CRITICAL) {
            return false;
        }
        var ofCategory = one.perHour();
        return isFull(one.userId(), at)
                || (ofCategory != null
                        && within(one.userId(), at).stream()
                                        .filter(other -> isCountedWith(one, other))
                                        .count()
                                >= ofCategory);
    }

    private static boolean isCountedWith(NewNotification one, Wakening other) {
        return other.category().equals(one.category())
                && (!one.category().equals(MISHAPS) || other.type().equals(one.type()));
    }

    void add(NewNotification one, Instant at) {
        if (one.priority() != Priority.CRITICAL) {
            add(new Wakening(one.userId(), one.category(), one.type(), at));
        }
    }

    private void add(Wakening one) {
        byUser.computeIfAbsent(one.userId(), user -> new ArrayList<>()).add(one);
    }

    private List<Wakening> within(String userId, Instant at) {
        var from = at.minus(HOUR);
        return byUser.getOrDefault(userId, List.of()).stream()
                .filter(one -> one.at().isAfter(from) && !one.at().isAfter(at))
                .toList();
    }
}
