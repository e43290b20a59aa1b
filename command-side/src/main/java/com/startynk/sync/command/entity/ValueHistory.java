package com.startynk.sync.command.entity;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The writes of one value, oldest first. */
final class ValueHistory {

    private final List<Write> writes = new ArrayList<>(2);

    void add(Write write) {
        writes.add(write);
    }

    /** What the value was at a version; null when it had none. */
    @Nullable Object at(long version) {
        for (var n = writes.size() - 1; n >= 0; n--) {
            var write = writes.get(n);
            if (write.version() <= version) {
                return write.value();
            }
        }
        return null;
    }

    Optional<Write> latest() {
        return writes.isEmpty() ? Optional.empty() : Optional.of(writes.get(writes.size() - 1));
    }

    /** The latest write of this device after the given version. */
    Optional<Write> latestOf(String device, long after) {
        for (var n = writes.size() - 1; n >= 0 && writes.get(n).version() > after; n--) {
            if (writes.get(n).deviceId().equals(device)) {
                return Optional.of(writes.get(n));
            }
        }
        return Optional.empty();
    }

    boolean contestedSince(long base, String device) {
        for (var n = writes.size() - 1; n >= 0 && writes.get(n).version() > base; n--) {
            if (writes.get(n).contests(base, device)) {
                return true;
            }
        }
        return false;
    }

    /** Forgets what was before the value at this version. */
    void forgetBefore(long version) {
        var first = 0;
        while (first + 1 < writes.size() && writes.get(first + 1).version() <= version) {
            first++;
        }
        writes.subList(0, first).clear();
    }

    /** Whether the value has been cleared and nothing older is known. */
    boolean isGone() {
        return writes.size() == 1 && writes.get(0).value() == null;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof ValueHistory history && writes.equals(history.writes);
    }

    @Override
    public int hashCode() {
        return writes.hashCode();
    }
}
