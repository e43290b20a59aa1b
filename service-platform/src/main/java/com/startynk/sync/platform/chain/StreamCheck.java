package com.startynk.sync.platform.chain;

import java.util.Arrays;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Follows events stream by stream, and tells the first broken link of each stream. */
final class StreamCheck {

    private final ChainKeys keys;
    private final Consumer<BrokenLink> told;
    private long events;
    private long streams;
    private long unlinked;
    private long open;
    private long broken;

    private @Nullable String stream;
    private long expected;
    private byte @Nullable [] before;
    private boolean isBroken;

    StreamCheck(ChainKeys keys, Consumer<BrokenLink> told) {
        this.keys = keys;
        this.told = told;
    }

    void next(StoredLink stored) {
        var event = stored.event();
        if (!event.stream().equals(stream)) {
            stream = event.stream();
            streams++;
            expected = 0;
            before = null;
            isBroken = false;
        }
        events++;
        if (!isBroken) {
            var wrong = wrong(stored);
            if (wrong != null) {
                isBroken = true;
                broken++;
                told.accept(new BrokenLink(event.stream(), wrong));
            }
        }
        count(stored.link());
        expected = event.sequence() + 1;
        before = stored.link();
    }

    private void count(byte @Nullable [] link) {
        if (link == null) {
            unlinked++;
        } else if (ChainKeys.isOpen(link)) {
            open++;
        }
    }

    private @Nullable String wrong(StoredLink stored) {
        var event = stored.event();
        if (event.sequence() != expected) {
            var last = event.sequence() - 1;
            return last == expected
                    ? "event " + expected + " is missing"
                    : "events " + expected + " to " + last + " are missing";
        }
        var link = stored.link();
        var name = "event " + event.sequence() + " (" + event.eventId() + ", of " + event.time() + ")";
        if (link == null) {
            return before == null ? null : name + " has no link, though the one before it has";
        }
        if (ChainKeys.isOpen(link) && before != null && !ChainKeys.isOpen(before)) {
            return name + " is linked without a key, though the one before it is with one";
        }
        var key = keys.of(link);
        if (key == null) {
            return name + " is linked by a key that is not given here";
        }
        return Arrays.equals(link, event.link(key, before))
                ? null
                : name + " is not what was stored, or not in its place";
    }

    long events() {
        return events;
    }

    long streams() {
        return streams;
    }

    long unlinked() {
        return unlinked;
    }

    long open() {
        return open;
    }

    long broken() {
        return broken;
    }
}
