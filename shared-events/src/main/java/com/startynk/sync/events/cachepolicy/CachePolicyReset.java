package com.startynk.sync.events.cachepolicy;

import org.axonframework.serialization.Revision;

/**
 * What the type declares holds again.
 *
 * @param changes how many changes of policies there have been, this one included
 */
@Revision("1")
public record CachePolicyReset(String entityType, long changes) implements CachePolicyEvent {}
