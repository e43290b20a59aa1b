package com.startynk.sync.protocol.conflict;

import com.startynk.sync.protocol.Caller;

/**
 * Query: a conflict as this reader sees it, after everything that was stored before the question. Answered with a
 * {@link ConflictView}; {@code NOT_FOUND} where there is none, or none that the reader may see.
 *
 * @param conflictId as a URL names it: what is no UUID names none
 */
public record FindConflict(Caller caller, String conflictId) {}
