package com.startynk.sync.command.intake;

import com.startynk.sync.command.entity.Intent;
import com.startynk.sync.command.entity.Outcome;
import java.util.concurrent.CompletableFuture;

/** The lanes, for what does not come in as an item. */
public interface MutationLanes {

    /**
     * Has one intent decided, in its turn.
     *
     * @throws com.startynk.sync.protocol.SyncFailure {@code TEMPORARILY_UNAVAILABLE} when too many wait already
     */
    CompletableFuture<Outcome> submit(Intent intent);
}
