package com.startynk.sync.platform.limit;

import static org.assertj.core.api.Assertions.assertThat;

import com.startynk.sync.platform.RunningPlatform;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.data.redis.connection.RedisConnectionFactory;

/** Two nodes' copies of one bucket, over a real Redis, exchanged when the test says so. */
class SharedBucketTest {

    private static final Rate RATE = new Rate(1000);

    private final String key = UUID.randomUUID().toString();
    private final HandClock time = new HandClock();
    private final RedisBuckets redis =
            RedisBuckets.connect(RunningPlatform.shared().bean(RedisConnectionFactory.class), "test:", time);
    private final List<SharedBucket> due = new ArrayList<>();
    private final SharedBucket here = new SharedBucket(key, RATE, time, due::add);
    private final SharedBucket there = new SharedBucket(key, RATE, time, due::add);

    @AfterEach
    void disconnect() {
        redis.close();
    }

    private void exchange(SharedBucket bucket) {
        bucket.leaveQueue();
        bucket.adopt(redis.take(bucket, bucket.tell()).join());
    }

    @Test
    void whatOneNodeHasGivenTheOtherHasNotAnyMore() {
        here.takeUpTo(900);
        exchange(here);
        exchange(there);

        assertThat(there.takeUpTo(1000)).isEqualTo(100);
        exchange(there);
        exchange(here);
        assertThat(here.takeUpTo(1)).isZero();
    }

    @Test
    void countsNothingTwiceHoweverOftenItIsExchanged() {
        for (var n = 0; n < 50; n++) {
            here.takeUpTo(10);
            exchange(here);
        }

        assertThat(here.takeUpTo(1000)).isEqualTo(500);
    }

    @Test
    void whatIsTakenWhileItIsExchangedIsNotLost() {
        here.takeUpTo(100);
        var told = here.tell();
        here.takeUpTo(50);
        here.adopt(redis.take(here, told).join());

        assertThat(here.takeUpTo(1000)).isEqualTo(850);
    }

    @Test
    void whatBothGaveTooMuchIsTakenFromTheNextRefill() {
        assertThat(here.takeUpTo(1000)).isEqualTo(1000);
        assertThat(there.takeUpTo(50)).isEqualTo(50);
        exchange(here);
        exchange(there);

        time.pass(Duration.ofSeconds(6));
        exchange(here);
        assertThat(here.takeUpTo(1000)).isEqualTo(50);
        exchange(here);
        exchange(there);
        assertThat(there.takeUpTo(1)).isZero();
    }

    @Test
    void isFullAgainAfterAMinuteOnAllNodes() {
        here.takeUpTo(1000);
        exchange(here);
        exchange(there);

        time.pass(Duration.ofMinutes(1));
        exchange(there);
        assertThat(there.takeUpTo(2000)).isEqualTo(1000);
    }

    @Test
    void whatIsGivenBackIsThereForAll() {
        here.takeUpTo(1000);
        here.giveBack(200);
        exchange(here);
        exchange(there);

        assertThat(there.takeUpTo(1000)).isEqualTo(200);
    }

    @Test
    void givingBackWhatIsToldAlreadyIsMadeGoodByWhatIsTakenNext() {
        here.takeUpTo(500);
        exchange(here);
        here.giveBack(100);
        here.takeUpTo(300);
        exchange(here);
        exchange(there);

        assertThat(there.takeUpTo(1000)).isEqualTo(300);
    }

    @Test
    void whatIsHardlyUsedIsNotWorthTelling() {
        here.takeUpTo(50);
        assertThat(due).isEmpty();

        here.takeUpTo(1);
        here.take(1);
        assertThat(due).as("once, until it is exchanged").containsExactly(here);
        here.leaveQueue();
        here.take(1000);
        assertThat(due).as("refused, and perhaps others know better").hasSize(2);
    }

    @Test
    void whatRedisDidNotHearIsToldLater() {
        here.takeUpTo(300);
        here.untell(here.tell());
        here.takeUpTo(100);
        exchange(here);
        exchange(there);

        assertThat(there.takeUpTo(1000)).isEqualTo(600);
    }

    @Test
    void anHourWithoutRedisIsNotPaidForAfterwards() {
        for (var minute = 0; minute < 60; minute++) {
            here.takeUpTo(500);
            here.untell(here.tell());
            time.pass(Duration.ofMinutes(1));
        }
        here.untell(0);
        exchange(here);

        assertThat(here.takeUpTo(1000)).isEqualTo(1000);
    }
}
