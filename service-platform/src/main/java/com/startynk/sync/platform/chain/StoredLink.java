package com.startynk.sync.platform.chain;

import org.jspecify.annotations.Nullable;

/**
 * A row of the event store.
 *
 * @param link null for an event from before the chain
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record StoredLink(long index, ChainedEvent event, byte @Nullable [] link) {}
