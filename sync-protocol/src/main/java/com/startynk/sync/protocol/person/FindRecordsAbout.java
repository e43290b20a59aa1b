package com.startynk.sync.protocol.person;

/**
 * Query: the records that are about a person by the {@code subject} of their types, deleted ones too, after everything that was
 * stored before the question. Answered with {@link RecordsAbout}.
 */
public record FindRecordsAbout(String userId) {}
