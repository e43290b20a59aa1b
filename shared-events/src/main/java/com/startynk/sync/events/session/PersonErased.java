package com.startynk.sync.events.session;

import org.axonframework.serialization.Revision;

/**
 * What is sensitive of a person was made unreadable for ever.
 *
 * @param records how many records are about the person
 */
@Revision("1")
public record PersonErased(String userId, int records) implements SessionEvent {}
