package com.startynk.sync.push.delivery;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/** How long to wait before the next try: twice as long each time, and half of it by chance, so that crowds come apart. */
record Pauses(Duration first, Duration longest) {

    /**
     * The pause after some tries.
     *
     * @param tries those that failed, 1 or more
     * @param asked what Expo asked for, at least
     */
    Duration after(int tries, @Nullable Duration asked) {
        var doubled = first.multipliedBy(1L << Math.min(tries - 1, 20));
        var full = doubled.compareTo(longest) > 0 ? longest : doubled;
        var half = full.toMillis() / 2;
        var pause = Duration.ofMillis(half + ThreadLocalRandom.current().nextLong(half + 1));
        return asked != null && asked.compareTo(pause) > 0 ? asked.plus(pause.dividedBy(10)) : pause;
    }
}
