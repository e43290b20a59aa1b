package com.startynk.sync.query.entity;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.startynk.sync.query.platform.RawJson;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class NearCacheTest {

    private static final String SLAB = "5b1c0000-0000-4000-8000-000000000001";
    private static final List<String> IDS = List.of(SLAB);

    private final AtomicBoolean projectsHere = new AtomicBoolean(true);
    private final NearCache near = new NearCache(1_000_000, projectsHere::get);

    @Test
    void keepsWhatWasReadWhileNothingChanged() {
        near.fill(version(1), near.stamp(SLAB));

        assertThat(near.find(SLAB)).isEqualTo(version(1));
    }

    @Test
    void takesNothingThatWasReadBeforeAChange() {
        var before = near.stamp(SLAB);
        near.close(IDS);
        near.fill(version(1), before);
        assertThat(near.find(SLAB)).isNull();

        near.open(IDS, List.of(version(2)));
        near.fill(version(1), before);

        assertThat(near.find(SLAB)).isEqualTo(version(2));
    }

    @Test
    void takesNothingThatWasReadWhileAChangeIsCommitted() {
        near.close(IDS);
        var during = near.stamp(SLAB);
        near.fill(version(1), during);
        near.open(IDS, List.of());
        near.fill(version(1), during);

        assertThat(near.find(SLAB)).isNull();
    }

    @Test
    void forgetsWhatIsAboutToChange() {
        near.fill(version(1), near.stamp(SLAB));

        near.close(IDS);
        assertThat(near.find(SLAB)).isNull();
        near.open(IDS, List.of());

        assertThat(near.find(SLAB)).isNull();
        near.fill(version(1), near.stamp(SLAB));
        assertThat(near.find(SLAB)).isEqualTo(version(1));
    }

    @Test
    void keepsNothingOfACommitThatAnotherMayHaveOvertaken() {
        near.close(IDS);
        near.close(IDS);
        near.open(IDS, List.of(version(2)));
        assertThat(near.find(SLAB)).isNull();
        near.fill(version(2), near.stamp(SLAB));
        assertThat(near.find(SLAB)).isNull();

        near.open(IDS, List.of(version(3)));

        assertThat(near.find(SLAB)).isEqualTo(version(3));
    }

    @Test
    void answersNothingWhereTheProjectionDoesNotRun() {
        near.fill(version(1), near.stamp(SLAB));

        projectsHere.set(false);
        assertThat(near.find(SLAB)).isNull();
        near.fill(version(2), near.stamp(SLAB));
        projectsHere.set(true);

        assertThat(near.find(SLAB)).isEqualTo(version(1));
    }

    @Test
    void startsEmptyWhereTheProjectionBegins() {
        near.fill(version(1), near.stamp(SLAB));
        var before = near.stamp(SLAB);

        near.clear();
        near.fill(version(1), before);

        assertThat(near.find(SLAB)).isNull();
    }

    @Test
    void staysWithinItsBound() {
        for (var n = 0; n < 10_000; n++) {
            var id = SLAB.substring(0, 30) + (100_000 + n);
            near.fill(new EntityView(id, "task", "p", 1, new RawJson(new byte[1000])), near.stamp(id));
        }

        await().untilAsserted(() -> assertThat(near.weight()).isBetween(500_000L, 1_000_000L));
        assertThat(near.evictions()).isPositive();
    }

    @Test
    void readsOnceWhatManyMissTogether() throws Exception {
        var readings = new AtomicInteger();
        var arrived = new AtomicInteger();
        var go = new CountDownLatch(1);
        var stamp = near.stamp(SLAB);
        var threads = Executors.newFixedThreadPool(8);
        try {
            var reads = IntStream.range(0, 8)
                    .mapToObj(n -> threads.submit(() -> {
                        arrived.incrementAndGet();
                        return near.collapse(SLAB, stamp, () -> reading(readings, go));
                    }))
                    .toList();
            await().until(() -> arrived.get() == 8 && readings.get() == 1);
            go.countDown();
            for (var read : reads) {
                assertThat(read.get().entity()).isEqualTo(version(1));
            }
        } finally {
            threads.shutdown();
        }
    }

    @Test
    void joinsNoReadingThatBeganBeforeAChange() throws Exception {
        var go = new CountDownLatch(1);
        var begun = new AtomicInteger();
        var before = near.stamp(SLAB);
        var threads = Executors.newSingleThreadExecutor();
        try {
            var old = threads.submit(() -> near.collapse(SLAB, before, () -> reading(begun, go)));
            await().until(() -> begun.get() == 1);
            near.close(IDS);
            near.open(IDS, List.of());

            var read = near.collapse(
                    SLAB, near.stamp(SLAB), () -> new EntityReader.Read(version(2), ReadCounts.Source.DATABASE));

            assertThat(read.entity()).isEqualTo(version(2));
            go.countDown();
            assertThat(old.get().entity()).isEqualTo(version(1));
        } finally {
            threads.shutdown();
        }
    }

    private static EntityReader.Read reading(AtomicInteger readings, CountDownLatch go) {
        readings.incrementAndGet();
        try {
            go.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return new EntityReader.Read(version(1), ReadCounts.Source.DATABASE);
    }

    private static final RawJson JSON = new RawJson("{}".getBytes(UTF_8));

    private static EntityView version(long version) {
        return new EntityView(SLAB, "task", "p", version, JSON);
    }
}
