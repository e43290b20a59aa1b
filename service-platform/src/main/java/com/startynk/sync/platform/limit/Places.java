package com.startynk.sync.platform.limit;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;

/** So many places and no more, of which nobody may have more than his share. */
final class Places {

    private final int total;
    private final int share;
    private final Semaphore free;
    private final Map<String, Integer> taken = new ConcurrentHashMap<>();
    private final Counter refused;
    private final Counter refusedByShare;

    /**
     * Makes places that are free.
     *
     * @param name by which it is measured how often there was none
     * @param share how many of them one caller may have
     */
    Places(String name, int total, int share, MeterRegistry meters) {
        this.total = total;
        this.share = share;
        this.free = new Semaphore(total);
        this.refused = refused(name, meters);
        this.refusedByShare = refused("share", meters);
    }

    private static Counter refused(String limit, MeterRegistry meters) {
        return Counter.builder("startynk.overload.refused")
                .description("Requests that were refused because too much was going on")
                .tag("limit", limit)
                .register(meters);
    }

    /** Takes all or nothing. */
    boolean take(String who, int many) {
        if (many == 0) {
            return true;
        }
        if (!free.tryAcquire(many)) {
            refused.increment();
            return false;
        }
        if (taken.merge(who, many, Integer::sum) > share) {
            giveBack(who, many);
            refusedByShare.increment();
            return false;
        }
        return true;
    }

    void giveBack(String who, int many) {
        if (many > 0) {
            taken.computeIfPresent(who, (any, had) -> had == many ? null : had - many);
            free.release(many);
        }
    }

    int taken() {
        return total - free.availablePermits();
    }
}
