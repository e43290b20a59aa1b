package com.startynk.sync.events.entity;

import org.axonframework.serialization.Revision;

/**
 * A mutation was accepted and changed nothing. It makes no version, no feed entry and no line in the audit; it is kept so
 * that the mutation, sent again after others have edited, still changes nothing.
 */
@Revision("1")
public record MutationAcknowledged(EntityId entityId, MutationFact mutation, long version) implements EntityEvent {}
