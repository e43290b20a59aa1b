package com.startynk.sync.query.projection;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import org.springframework.jdbc.core.JdbcTemplate;

/** Looks at the places of the feed all the time: none may turn up below one that could be seen before. */
final class PlacesWatch implements AutoCloseable {

    /** Not the common pool, which has one thread on two processors. */
    private static final Executor OWN_THREADS = work -> new Thread(work).start();

    private final JdbcTemplate jdbc;
    private final Set<Long> seen = new HashSet<>();
    private final CompletableFuture<Void> watching;
    private long highest;
    private volatile boolean over;

    PlacesWatch(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
        look();
        this.watching = CompletableFuture.runAsync(
                () -> {
                    while (!over) {
                        look();
                    }
                },
                OWN_THREADS);
    }

    private void look() {
        var before = highest;
        for (var place : visible()) {
            if (seen.add(place)) {
                assertThat(place).isGreaterThan(before);
                highest = Math.max(highest, place);
            }
        }
    }

    /** One statement, so one moment: nothing stands above the head of that moment. */
    private List<Long> visible() {
        return jdbc.query(
                "SELECT e.position, h.position FROM synced_entity e JOIN feed_head h ORDER BY e.position", (row, n) -> {
                    assertThat(row.getLong(1)).isLessThanOrEqualTo(row.getLong(2));
                    return row.getLong(1);
                });
    }

    @Override
    public void close() {
        over = true;
        watching.join();
    }
}
