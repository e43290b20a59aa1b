package com.startynk.sync.query.projection;

import com.startynk.sync.query.platform.RedisBreaker;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The events of one transaction, in order, and in the end what became of them. */
final class EventBatch {

    private final String id = UUID.randomUUID().toString();
    private final List<Fact> facts = new ArrayList<>();
    private @Nullable Projected projected;
    private RedisBreaker.Sent warning = () -> {};

    void add(Fact fact) {
        facts.add(fact);
    }

    /** Names the batch in the markers that it lays on the cache. */
    String id() {
        return id;
    }

    List<Fact> facts() {
        return facts;
    }

    /** Readers of the cache are being warned, while it is written. */
    void warned(RedisBreaker.Sent sent) {
        warning = sent;
    }

    void awaitWarning() {
        warning.await();
    }

    @Nullable Projected projected() {
        return projected;
    }

    void becomes(Projected result) {
        projected = result;
    }
}
