package com.startynk.sync.platform.axon;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.LongSupplier;

/**
 * Which processors run in this process and nowhere else, for whoever may rely on what it knows of their work. A claim that was
 * confirmed is held for {@link #CERTAIN}: only long after that may another node take it, even if the clocks are apart.
 */
public final class HeldClaims {

    /** Longer than a processor that has nothing to do lets pass between two confirmations, which is a second. */
    static final Duration CERTAIN = Duration.ofSeconds(5);

    private final LongSupplier nanos;
    private final Map<String, Long> certainUntil = new ConcurrentHashMap<>();
    private final Map<String, List<Runnable>> listeners = new ConcurrentHashMap<>();

    /** @param nanos as {@link System#nanoTime()} */
    HeldClaims(LongSupplier nanos) {
        this.nanos = nanos;
    }

    public boolean isHeld(String processor) {
        var until = certainUntil.get(processor);
        return until != null && nanos.getAsLong() - until < 0;
    }

    /** Has something done whenever the processor begins here, before its claim counts: it may have run elsewhere meanwhile. */
    public void onBeginning(String processor, Runnable work) {
        listeners
                .computeIfAbsent(processor, any -> new CopyOnWriteArrayList<>())
                .add(work);
    }

    long now() {
        return nanos.getAsLong();
    }

    void begun(String processor, long asOf) {
        certainUntil.remove(processor);
        listeners.getOrDefault(processor, List.of()).forEach(Runnable::run);
        confirmed(processor, asOf);
    }

    /** @param asOf when the confirmation was asked for */
    void confirmed(String processor, long asOf) {
        certainUntil.put(processor, asOf + CERTAIN.toNanos());
    }

    void ended(String processor) {
        certainUntil.remove(processor);
    }
}
