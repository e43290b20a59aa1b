package com.startynk.sync.platform.chain;

import java.time.Instant;
import java.util.HexFormat;
import java.util.Iterator;
import org.jspecify.annotations.Nullable;

/**
 * Says how many events there were in a stretch of the store, and which, and which seal was before it.
 *
 * @param number from 1 on
 * @param afterIndex the end of the stretch before
 * @param throughIndex the index of the last event that it covers
 * @param seal a link
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record Seal(long number, long afterIndex, long throughIndex, long events, byte[] seal, Instant sealedAt) {

    /** Its number and link, for people to note down. */
    String text() {
        return number + ":" + HexFormat.of().formatHex(seal);
    }

    /** The link of a stretch: the events are hashed as they come, and counted. */
    static Made over(
            ChainKeys.Key key, byte @Nullable [] before, long number, long afterIndex, Iterator<StoredLink> events) {
        var hash = key.hash().add("seal").add(before).add(number).add(afterIndex);
        var count = 0L;
        var last = afterIndex;
        while (events.hasNext()) {
            var event = events.next();
            // What has no link of its own is sealed as it is.
            var link = event.link() == null ? event.event().link(key, null) : event.link();
            hash.add(event.index()).add(link);
            last = event.index();
            count++;
        }
        return new Made(last, count, hash.add(count).link());
    }

    /** What a stretch came to. */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Made(long throughIndex, long events, byte[] seal) {}
}
