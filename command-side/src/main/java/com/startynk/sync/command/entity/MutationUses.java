package com.startynk.sync.command.entity;

import com.startynk.sync.events.entity.MutationId;
import java.util.Collection;
import java.util.Map;

/** Where mutation ids have been used. An id is used up by the first event that it makes, in whichever stream. */
@FunctionalInterface
public interface MutationUses {

    /** The streams in which these mutations' events are, by mutation; those that have made none are left out. */
    Map<MutationId, String> streamsOf(Collection<MutationId> mutations);
}
