package com.startynk.sync.push.expo;

import org.jspecify.annotations.Nullable;

/** What Expo says of one message when it is handed over. */
public sealed interface Ticket {

    /**
     * Expo has it.
     *
     * @param id asks for the receipt; null when the answer did not tell which message it is of
     */
    record Accepted(@Nullable String id) implements Ticket {}

    /** Expo does not take it. */
    record Refused(String error) implements Ticket {}
}
