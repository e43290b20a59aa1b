package com.startynk.sync.query.deadletter;

/**
 * So much is parked that something else than single events is wrong: the projection stands still and keeps trying, as it would
 * without dead letters.
 */
public final class DeadLettersFull extends IllegalStateException {

    private static final long serialVersionUID = 1L;

    DeadLettersFull(String processor, int sequences) {
        super("events of " + sequences + " streams are parked as dead letters of " + processor + "; no more are taken");
    }
}
