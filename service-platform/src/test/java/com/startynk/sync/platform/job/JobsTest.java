package com.startynk.sync.platform.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.startynk.sync.platform.RunningPlatform;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class JobsTest {

    private static final Duration SOON = Duration.ofMillis(50);

    private final RunningPlatform platform = RunningPlatform.shared();
    private final String name = "job-" + UUID.randomUUID();
    private final AtomicInteger begun = new AtomicInteger();
    private final List<Jobs> nodes = new ArrayList<>();

    @AfterEach
    void stop() {
        nodes.forEach(Jobs::stop);
    }

    @Test
    void runOnOneNodeAtATime() {
        var atOnce = new AtomicInteger();
        var most = new AtomicInteger();
        var mayEnd = new CountDownLatch(1);
        Runnable work = () -> {
            begun.incrementAndGet();
            most.accumulateAndGet(atOnce.incrementAndGet(), Math::max);
            waitFor(mayEnd);
            atOnce.decrementAndGet();
        };
        node(work);
        node(work);

        await().until(() -> begun.get() == 1);
        await().during(SOON.multipliedBy(6)).until(() -> begun.get() == 1);
        mayEnd.countDown();
        await().until(() -> begun.get() > 4);
        assertThat(most).hasValue(1);
    }

    @Test
    void goOnAfterTheNodeThatRanThemHasStopped() {
        var first = node(begun::incrementAndGet);
        await().until(() -> begun.get() > 0);
        first.stop();
        var other = new AtomicInteger();
        node(other::incrementAndGet);

        await().until(() -> other.get() > 1);
    }

    @Test
    void areTriedAgainWhenTheyFail() {
        node(() -> {
            if (begun.incrementAndGet() == 1) {
                throw new IllegalStateException("the first time it does not work");
            }
        });

        await().until(() -> begun.get() > 2);
    }

    private Jobs node(Runnable work) {
        var node = new Jobs(
                platform.bean(DataSource.class), "test_job", List.of(new Job(name, Duration.ofMillis(10), work)), SOON);
        nodes.add(node);
        node.start();
        return node;
    }

    private static void waitFor(CountDownLatch latch) {
        try {
            assertThat(latch.await(30, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
