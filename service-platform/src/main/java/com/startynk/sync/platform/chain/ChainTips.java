package com.startynk.sync.platform.chain;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The last links of streams that have lately been written to. Only committed ones are kept here; what is committed never
 * changes, so one that is behind is merely of no use.
 */
final class ChainTips {

    /** As many as there are entities in memory: one that is not in there was read from the database as well. */
    private static final int MOST = 50_000;

    private final Cache<String, Tip> byStream =
            Caffeine.newBuilder().maximumSize(MOST).build();

    /** @param link null of an event from before the chain; not to be changed */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Tip(long sequence, byte @Nullable [] link) {}

    /** The stream's event of this number, where it is known. */
    @Nullable Tip find(String stream, long sequence) {
        var tip = byStream.getIfPresent(stream);
        return tip != null && tip.sequence() == sequence ? tip : null;
    }

    void committed(Map<String, Tip> tips) {
        tips.forEach((stream, tip) ->
                byStream.asMap().merge(stream, tip, (one, other) -> one.sequence() > other.sequence() ? one : other));
    }
}
