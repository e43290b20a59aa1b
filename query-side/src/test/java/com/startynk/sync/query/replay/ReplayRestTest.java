package com.startynk.sync.query.replay;

import static org.assertj.core.api.Assertions.assertThat;

import com.startynk.sync.query.replay.Replay.Rest;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Where another replay has to go on. */
class ReplayRestTest {

    /** A part of a few steps, each of which reaches the next place, or none. */
    private record Steps(String name, boolean hasPlaces, AtomicInteger done, int end, Runnable each) implements Part {

        @Override
        public long total() {
            return end;
        }

        @Override
        public Step next() {
            each.run();
            @Nullable String reached = hasPlaces ? name + "-" + done.get() : null;
            return new Step(1, 0, 0, reached, done.incrementAndGet() >= end);
        }
    }

    @Test
    void eachPartGoesOnFromItsOwnPlaceAndSumsBeginAnew() {
        var holder = new Replay[1];
        var count = new int[1];
        var parts = List.<Part>of(
                new Steps("entity-rows", true, new AtomicInteger(), 2, () -> {}),
                new Steps("feed-sums", false, new AtomicInteger(), 3, () -> {
                    if (++count[0] == 2) {
                        holder[0].stop();
                    }
                }),
                new Steps("side-logs", true, new AtomicInteger(), 2, () -> {}));
        holder[0] = new Replay("all", From.BEGINNING, parts, Clock.systemUTC());

        holder[0].run();

        assertThat(holder[0].progress().state()).isEqualTo("STOPPED");
        assertThat(holder[0].progress().rest())
                .containsExactly(new Rest("feed-sums", null), new Rest("side-logs", null));
    }

    @Test
    void whatWasStoppedInTheMiddleIsNotBegunAnew() {
        var holder = new Replay[1];
        var entities = new Steps("entity-rows", true, new AtomicInteger(), 5, () -> holder[0].stop());
        var sums = new Steps("feed-sums", false, new AtomicInteger(), 1, () -> {});
        holder[0] = new Replay("entity-rows", From.BEGINNING, List.of(entities, sums), Clock.systemUTC());

        holder[0].run();

        assertThat(holder[0].progress().rest())
                .containsExactly(new Rest("entity-rows", "entity-rows-0"), new Rest("feed-sums", null));
    }
}
