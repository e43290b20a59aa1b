package com.startynk.sync.command.merge;

import java.time.Instant;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The values that meet in a contested field; null stands for a field without a value.
 *
 * @param base what the author of the edit had been looking at
 * @param client what the edit wants
 * @param server what stands now
 * @param clientAt when the edit was made, held to the server's clock at its arrival
 * @param serverAt when the edit was made that wrote what stands now, held likewise
 * @param keyAt the same for one key of a map
 */
public record Contest(
        @Nullable Object base,
        @Nullable Object client,
        @Nullable Object server,
        Instant clientAt,
        Instant serverAt,
        Function<String, Instant> keyAt) {

    /** Whether the edit was made later; of equal times the edit wins, since it arrived later. */
    boolean clientIsLater() {
        return !clientAt.isBefore(serverAt);
    }
}
