package com.startynk.sync.realtime.presence;

import com.startynk.sync.platform.failure.Outage;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells other nodes of the people of this one, and hears of theirs: one step at a time, on a thread that may wait for Redis. All
 * else is confined to the thread of presence.
 */
final class Exchange {

    private static final Logger log = LoggerFactory.getLogger(Exchange.class);

    private final PresenceThread thread;
    private final PresenceThread waiting;
    private final PresenceStore store;
    private final OwnMembers own;
    private final OtherNodes others;
    private final Clock clock;
    private final Duration renewal;

    private final Map<MemberKey, NodeMember> unwritten = new HashMap<>();
    private Instant due = Instant.EPOCH;
    private Instant notBefore = Instant.EPOCH;
    private long written = NodeChanges.ANEW;
    private long version;
    private boolean behind = true;
    private boolean busy;
    private boolean failing;

    /**
     * Makes one that has written and read nothing.
     *
     * @param thread that of presence
     * @param waiting one that may wait
     */
    Exchange(
            PresenceThread thread,
            PresenceThread waiting,
            PresenceStore store,
            OwnMembers own,
            OtherNodes others,
            Clock clock,
            Duration renewal) {
        this.thread = thread;
        this.waiting = waiting;
        this.store = store;
        this.own = own;
        this.others = others;
        this.clock = clock;
        this.renewal = renewal;
    }

    /**
     * One step.
     *
     * @param from the version that it leads on from
     * @param members who is to be written
     * @param known how far other nodes are known
     */
    private record Step(
            long from, long to, Map<MemberKey, NodeMember> members, boolean reads, Map<String, Long> known) {}

    /** Somebody of this node has changed. */
    void add(MemberKey key, NodeMember member) {
        unwritten.put(key, member);
    }

    /** Something of another node was missed. */
    void behind() {
        behind = true;
    }

    /** Whether other nodes could not be asked, and told, the last time. */
    boolean isFailing() {
        return failing;
    }

    /** Begins the next step, when there is something to do. */
    void next(Instant now) {
        var reads = behind || !now.isBefore(due);
        if (busy || now.isBefore(notBefore) || (!reads && unwritten.isEmpty())) {
            return;
        }
        var members = written == NodeChanges.ANEW ? own.all() : Map.copyOf(unwritten);
        var step = new Step(written, ++version, members, reads, others.versions());
        unwritten.clear();
        busy = true;
        if (reads) {
            behind = false;
            due = now.plus(renewal);
        }
        waiting.execute(() -> take(step));
    }

    private void take(Step step) {
        try {
            var stands = store.write(step.from(), step.to(), step.members());
            var read = step.reads() ? store.others(step.known()) : Map.<String, Snapshot>of();
            thread.execute(() -> done(step, stands, read));
        } catch (RuntimeException e) {
            thread.execute(() -> failed(e));
        }
    }

    private void done(Step step, boolean stands, Map<String, Snapshot> read) {
        busy = false;
        if (failing) {
            failing = false;
            log.info("Presence is shared with other nodes again");
        }
        // Where a lease has ended, all is written anew: nobody knows what others have made of it.
        written = stands ? step.to() : NodeChanges.ANEW;
        if (!stands) {
            due = Instant.EPOCH;
        }
        if (step.reads()) {
            var now = clock.instant();
            read.forEach((node, snapshot) -> others.read(node, snapshot, now));
            // After reading: a node that was not heard because this one stood still is no dead one.
            others.lapse(now);
        }
    }

    /** It is not known what of it was written. */
    private void failed(RuntimeException cause) {
        busy = false;
        written = NodeChanges.ANEW;
        behind = true;
        var now = clock.instant();
        notBefore = now.plus(renewal.dividedBy(2));
        others.lapse(now);
        if (!Outage.isBehind(cause)) {
            log.error("Presence cannot be shared with other nodes", cause);
        } else if (!failing) {
            log.warn("Presence cannot be shared with other nodes, trying again: {}", cause.toString());
        }
        failing = true;
    }
}
