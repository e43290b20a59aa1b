package com.startynk.sync.push.delivery;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What became of a message that a worker had taken. */
sealed interface Result {

    Claimed message();

    /**
     * Expo has it.
     *
     * @param receiptDue null when there is no ticket to ask with
     */
    record Accepted(
            Claimed message,
            @Nullable String ticket,
            @Nullable Instant receiptDue) implements Result {}

    /** It goes again later. */
    record Again(Claimed message, String error, Instant notBefore, boolean outcomeUnknown) implements Result {}

    /** It waits for a moment: its device has an open socket, by which it may see it. */
    record Held(Claimed message, Instant notBefore) implements Result {}

    record Failed(Claimed message, String error) implements Result {}

    /** The device is not there any more. */
    record Gone(Claimed message, String error) implements Result {}

    /** Nobody knows, and it may not be sent twice. */
    record Unknown(Claimed message, String error) implements Result {}

    /** There is no need to wake anybody. */
    record Skipped(Claimed message, String error) implements Result {}
}
