package com.startynk.sync.realtime.call;

import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;

/**
 * The items of one socket that are to be sent again, in the order in which they came. A client that does not wait for
 * answers has sent more behind them: were that decided first, an older edit of the same entity would undo a newer one when it
 * comes again, and what needs a creation would be refused for good.
 */
final class PushOrder {

    private static final int MOST = 5000;

    /** Beyond the time that its device was told to wait; it may have given the item up, or sent it another way. */
    private static final long PATIENCE_NANOS = Duration.ofSeconds(30).toNanos();

    private final Map<String, Held> held = new LinkedHashMap<>();
    private final Map<String, NavigableMap<Long, String>> lines = new HashMap<>();

    /**
     * An item that is to be sent again.
     *
     * @param number its place in the order in which events came in, when it came for the first time
     */
    private record Held(long number, Set<String> holdsBack, long until) {}

    synchronized boolean isEmpty() {
        return held.isEmpty();
    }

    /**
     * Whether nothing that came earlier is to be sent again that an item must not overtake.
     *
     * @param number the item's place in the order in which events came in
     */
    synchronized boolean mayPass(PushedItem item, long number) {
        return item.comesAfter().stream().allMatch(place -> mayPass(item.mutationId(), number, place));
    }

    private boolean mayPass(String mutationId, long number, String place) {
        for (var line = lines.get(place); line != null; line = lines.get(place)) {
            var first = line.firstEntry();
            var isLater = first.getKey() > number;
            if (isLater || first.getValue().equals(mutationId) || !isGivenUp(first.getValue())) {
                return isLater || first.getValue().equals(mutationId);
            }
            settled(first.getValue());
        }
        return true;
    }

    private boolean isGivenUp(String mutationId) {
        var waiting = held.get(mutationId);
        return waiting == null || waiting.until() - System.nanoTime() <= 0;
    }

    /** It is to be sent again. It keeps the place that it has. */
    synchronized void again(PushedItem item, long number, Duration after) {
        if (item.holdsBack().isEmpty()) {
            return;
        }
        var before = held.get(item.mutationId());
        settled(item.mutationId());
        if (held.size() >= MOST) {
            settled(held.keySet().iterator().next());
        }
        var place = before == null ? number : before.number();
        var until = System.nanoTime() + after.toNanos() + PATIENCE_NANOS;
        held.put(item.mutationId(), new Held(place, item.holdsBack(), until));
        item.holdsBack()
                .forEach(line ->
                        lines.computeIfAbsent(line, any -> new TreeMap<>()).put(place, item.mutationId()));
    }

    /** It has an answer that will not change. */
    synchronized void settled(String mutationId) {
        var waiting = held.remove(mutationId);
        if (waiting != null) {
            waiting.holdsBack()
                    .forEach(place -> lines.computeIfPresent(place, (any, line) -> {
                        line.remove(waiting.number());
                        return line.isEmpty() ? null : line;
                    }));
        }
    }
}
