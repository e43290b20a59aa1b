package com.startynk.sync.realtime.relay;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/**
 * The last announcements, for who was not looking when they came. Confined to the relay's thread.
 *
 * <p>Bounded by size: who has to go back further reads the feed again.
 */
final class RecentAnnouncements {

    private final long maxSize;
    private final Deque<Told> kept = new ArrayDeque<>();
    private long size;
    private long since;

    RecentAnnouncements(long maxSize) {
        this.maxSize = maxSize;
    }

    /** Forgets everything: what came before this position is not known. */
    void restart(long position) {
        kept.clear();
        size = 0;
        since = position;
    }

    void add(Told told) {
        kept.addLast(told);
        size += told.size();
        while (size > maxSize) {
            var oldest = kept.removeFirst();
            size -= oldest.size();
            since = oldest.to();
        }
    }

    /** What was announced after this position, oldest first; empty when some of it is forgotten. */
    Optional<List<Told>> after(long position) {
        if (position < since) {
            return Optional.empty();
        }
        return Optional.of(kept.stream().filter(told -> told.to() > position).toList());
    }
}
