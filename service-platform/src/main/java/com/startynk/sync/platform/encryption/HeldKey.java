package com.startynk.sync.platform.encryption;

import org.jspecify.annotations.Nullable;

/**
 * What became of an entity's key.
 *
 * @param key null when it was destroyed, or cannot be unwrapped
 */
record HeldKey(State state, @Nullable DataKey key) {

    static final HeldKey DESTROYED = new HeldKey(State.DESTROYED, null);
    static final HeldKey UNREADABLE = new HeldKey(State.UNREADABLE, null);

    enum State {
        GOOD,
        DESTROYED,
        /** By this process: somebody has tampered with it, or the process lacks its master key. */
        UNREADABLE
    }

    static HeldKey of(DataKey key) {
        return new HeldKey(State.GOOD, key);
    }
}
