package com.startynk.sync.benchmarks.load.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.startynk.sync.benchmarks.load.check.Faults;
import com.startynk.sync.benchmarks.load.wire.Page;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class AudienceTest {

    private final Faults faults = new Faults();
    private final Audience audience = new Audience(2, faults);

    @Test
    void measuresFromTheAnswerToEachSocket() {
        audience.expect("a", 2).answered(millis(100), true);
        hear(0, "a", 2, 110);
        hear(1, "a", 2, 130);
        assertThat(audience.latencies().count()).isEqualTo(2);
        assertThat(audience.latencies().maxMs()).isCloseTo(30, within(0.1));
        assertThat(audience.latencies().percentileMs(50)).isCloseTo(10, within(0.1));
        audience.check();
        assertThat(faults.isNone()).isTrue();
    }

    @Test
    void aSocketThatHearsItBeforeTheWriterHasNotWaited() {
        var delivery = audience.expect("a", 2);
        hear(0, "a", 2, 90);
        hear(1, "a", 2, 95);
        delivery.answered(millis(100), true);
        assertThat(audience.latencies().count()).isEqualTo(2);
        assertThat(audience.latencies().maxMs()).isZero();
    }

    @Test
    void findsASocketThatWasNotTold() {
        audience.expect("a", 2).answered(millis(100), true);
        hear(0, "a", 2, 110);
        assertThat(audience.hasHeardAll()).isFalse();
        audience.check();
        assertThat(faults.lostCount()).isEqualTo(1);
        assertThat(faults.examples()).containsExactly("lost: socket 1 was not told of a:2");
    }

    @Test
    void aSocketThatHeardOfANewerVersionHasMissedNothing() {
        audience.expect("a", 2).answered(millis(100), true);
        audience.expect("a", 3).answered(millis(101), true);
        hear(0, "a", 3, 110);
        hear(1, "a", 2, 105);
        hear(1, "a", 3, 110);
        assertThat(audience.hasHeardAll()).isTrue();
        audience.check();
        assertThat(faults.isNone()).isTrue();
        assertThat(audience.latencies().count()).isEqualTo(3);
    }

    @Test
    void anOlderVersionIsNotEnough() {
        audience.expect("a", 2).answered(millis(100), true);
        audience.expect("a", 3).answered(millis(101), true);
        hear(0, "a", 3, 110);
        hear(1, "a", 2, 105);
        audience.check();
        assertThat(faults.examples()).containsExactly("lost: socket 1 was not told of a:3");
    }

    @Test
    void findsASocketThatWasToldTwice() {
        audience.expect("a", 2);
        hear(0, "a", 2, 110);
        hear(0, "a", 2, 111);
        assertThat(faults.doubledCount()).isEqualTo(1);
    }

    @Test
    void expectsNothingMoreOfASocketThatWasToldToPull() {
        audience.expect("a", 2).answered(millis(100), true);
        hear(0, "a", 2, 110);
        audience.listener(1).syncRequired();
        audience.check();
        assertThat(faults.isNone()).isTrue();
        assertThat(audience.toldToPull()).isEqualTo(1);
    }

    @Test
    void expectsNothingOfAChangeThatWasNotAcknowledged() {
        audience.expect("a", 2);
        audience.check();
        assertThat(faults.isNone()).isTrue();
    }

    private void hear(int socket, String entityId, long version, long millis) {
        var change = new Page.Change(entityId, "UPSERT", version);
        audience.listener(socket).changed(new Page(List.of(change), "c", false), millis(millis));
    }

    private static long millis(long millis) {
        return TimeUnit.MILLISECONDS.toNanos(millis);
    }
}
