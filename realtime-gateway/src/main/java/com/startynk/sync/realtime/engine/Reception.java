package com.startynk.sync.realtime.engine;

/** Decides who may connect. */
@FunctionalInterface
public interface Reception {

    /** Called on an event loop; must not block, and decides whenever it can. */
    void connect(Handshake handshake, Admission admission);
}
