package com.startynk.sync.platform.axon;

import com.startynk.sync.events.RevisionStep;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.stream.Stream;
import org.axonframework.serialization.upcasting.event.EventUpcaster;

/**
 * All upcasters of this process in the order in which stored events pass through them: revision steps from the lowest to the
 * highest, whatever the order of their beans, then any other in the order that its {@code @Order} gives it.
 */
record Upcasters(List<EventUpcaster> inOrder) {

    static Upcasters of(Stream<EventUpcaster> published) {
        var inOrder = published
                .sorted(Comparator.comparingInt(Upcasters::revisionBefore))
                .toList();
        refuseTwins(inOrder);
        return new Upcasters(inOrder);
    }

    private static int revisionBefore(EventUpcaster upcaster) {
        return upcaster instanceof RevisionStep step ? step.from() : Integer.MAX_VALUE;
    }

    /** The second of two steps from one revision would never be taken. */
    private static void refuseTwins(List<EventUpcaster> upcasters) {
        var taken = new HashSet<String>();
        for (var upcaster : upcasters) {
            if (upcaster instanceof RevisionStep step && !taken.add(step.event() + " " + step.from())) {
                throw new IllegalStateException(
                        "two steps lead on from revision " + step.from() + " of " + step.event());
            }
        }
    }
}
