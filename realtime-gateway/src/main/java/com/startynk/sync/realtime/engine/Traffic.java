package com.startynk.sync.realtime.engine;

import java.util.concurrent.atomic.LongAdder;

/** What goes through an engine: what is open now, and what came and went since it was made. May be read by any thread. */
public final class Traffic {

    private final LongAdder webSockets = new LongAdder();
    private final LongAdder polling = new LongAdder();
    private final LongAdder events = new LongAdder();
    private final LongAdder packets = new LongAdder();
    private final LongAdder bytes = new LongAdder();
    private final LongAdder cut = new LongAdder();
    private final LongAdder late = new LongAdder();

    // --- what an operator sees

    /** Open sessions that speak over a websocket. */
    public long webSockets() {
        return webSockets.sum();
    }

    /** Open sessions that poll. */
    public long polling() {
        return polling.sum();
    }

    /** What clients that are in have emitted. */
    public long events() {
        return events.sum();
    }

    /** What was handed to the network for clients: events, answers, pings. */
    public long packets() {
        return packets.sum();
    }

    /** How large those were, without what the transports put around them. */
    public long bytes() {
        return bytes.sum();
    }

    /** Clients that were dropped because they read nothing while even what must be sent piled up. */
    public long cut() {
        return cut.sum();
    }

    /** Sessions that ended because nobody came in through them in time. */
    public long late() {
        return late.sum();
    }

    // --- what sessions tell

    void opened(Transport transport) {
        of(transport).increment();
    }

    void closed(Transport transport) {
        of(transport).decrement();
    }

    private LongAdder of(Transport transport) {
        return transport instanceof PollingTransport ? polling : webSockets;
    }

    void event() {
        events.increment();
    }

    void sent(int count, long size) {
        packets.add(count);
        bytes.add(size);
    }

    void cutOff() {
        cut.increment();
    }

    void cameTooLate() {
        late.increment();
    }
}
