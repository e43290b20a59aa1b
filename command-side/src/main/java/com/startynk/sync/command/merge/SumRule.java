package com.startynk.sync.command.merge;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/** {@code SUM}: what the client added to its base is added to what stands; no value counts as zero. */
final class SumRule {

    private SumRule() {}

    static Object merged(@Nullable Object base, @Nullable Object client, @Nullable Object server) {
        return JsonNumber.of(
                number(server).add(number(client)).subtract(number(base)).doubleValue());
    }

    private static BigDecimal number(@Nullable Object value) {
        return value == null ? BigDecimal.ZERO : Order.number(value);
    }
}
