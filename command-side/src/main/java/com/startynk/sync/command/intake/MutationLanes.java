package com.startynk.sync.command.intake;

import com.startynk.sync.command.entity.Mutation;
import com.startynk.sync.command.entity.Outcome;
import java.util.concurrent.CompletableFuture;

/** The lanes, for mutations that do not come from the wire. */
public interface MutationLanes {

    /**
     * Has one mutation decided, in its turn.
     *
     * @throws com.startynk.sync.protocol.SyncFailure {@code TEMPORARILY_UNAVAILABLE} when too many wait already
     */
    CompletableFuture<Outcome> submit(Mutation mutation);
}
