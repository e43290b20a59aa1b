package com.startynk.sync.push.expo;

import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** How a call to Expo that asks for receipts has ended. */
public sealed interface ReceiptOutcome {

    /** The receipts that there are, by ticket; one that is missing has not come yet. */
    record Answered(Map<String, Receipt> receipts) implements ReceiptOutcome {}

    record Failed(String error, @Nullable Duration retryAfter) implements ReceiptOutcome {}
}
