package com.startynk.sync.events.entity;

import org.axonframework.serialization.Revision;

/** An entity was deleted. Its fields stay in the stream: a later edit may bring it back. */
@Revision("1")
public record EntityDeleted(EntityId entityId, MutationFact mutation, long version) implements EntityEvent {}
