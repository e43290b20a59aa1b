package com.startynk.sync.push.delivery;

import com.startynk.sync.protocol.notification.SocketQuestion.Device;
import com.startynk.sync.push.notification.Priority;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds the messages of which a device needs to hear no more: it has taken the notification itself by a socket, or holds the
 * change by its cursor. One whose device has an open socket is held back once for a moment, for a socket may be open and nobody be
 * there. In doubt a message goes out, and what is critical always does.
 */
final class NeedlessMessages {

    private static final Logger log = LoggerFactory.getLogger(NeedlessMessages.class);

    static final String SEEN = "SEEN";

    /** Somebody wants to know whether a phone is reached. */
    private static final String TEST = "TEST";

    private final OpenSockets sockets;
    private final SeenChanges changes;
    private final Duration grace;
    private final Clock clock;

    NeedlessMessages(OpenSockets sockets, SeenChanges changes, Duration grace, Clock clock) {
        this.sockets = sockets;
        this.changes = changes;
        this.grace = grace;
        this.clock = clock;
    }

    /**
     * What is to become of some messages.
     *
     * @param toSend in their order
     * @param settled what has become of the others
     */
    record Sorted(List<Claimed> toSend, List<Result> settled) {}

    /** Whether it is to be looked at at all; what is not goes in any case. */
    boolean mayBe(Claimed message) {
        return !message.silent()
                && message.priority() != Priority.CRITICAL
                && !message.category().equals(TEST);
    }

    /** All are sent when it cannot be found out. */
    Sorted sort(List<Claimed> messages) throws InterruptedException {
        if (messages.isEmpty()) {
            return new Sorted(List.of(), List.of());
        }
        try {
            return judge(messages);
        } catch (RuntimeException e) {
            log.error("Nobody can say whether {} messages are needed: they are sent", messages.size(), e);
            return new Sorted(messages, List.of());
        }
    }

    private Sorted judge(List<Claimed> messages) throws InterruptedException {
        var taken = sockets.taken(messages);
        var seen = new HashSet<>(taken);
        seen.addAll(changes.among(without(messages, message -> taken.contains(message.id()))));
        var held = held(without(messages, message -> message.held() > 0 || seen.contains(message.id())));
        var toSend = new ArrayList<Claimed>();
        var settled = new ArrayList<Result>();
        for (var message : messages) {
            if (seen.contains(message.id())) {
                settled.add(new Result.Skipped(message, SEEN));
            } else if (held.contains(message.id())) {
                settled.add(new Result.Held(message, clock.instant().plus(grace)));
            } else {
                toSend.add(message);
            }
        }
        return new Sorted(toSend, settled);
    }

    private Set<Long> held(List<Claimed> messages) throws InterruptedException {
        if (messages.isEmpty() || grace.isZero()) {
            return Set.of();
        }
        var open = sockets.among(messages.stream().map(NeedlessMessages::device).toList());
        return messages.stream()
                .filter(message -> open.contains(device(message)))
                .map(Claimed::id)
                .collect(Collectors.toSet());
    }

    private static Device device(Claimed message) {
        return new Device(message.userId(), message.deviceId());
    }

    private static List<Claimed> without(List<Claimed> messages, Predicate<Claimed> those) {
        return messages.stream().filter(those.negate()).toList();
    }
}
