package com.startynk.sync.query.listing;

import static org.assertj.core.api.Assertions.assertThat;

import com.startynk.sync.query.RunningQuerySide;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class ListingFollowerTest {

    @Test
    void nothingThatIsThrownEndsIt() throws InterruptedException {
        var rounds = new CountDownLatch(3);
        var follower = new ListingFollower(RunningQuerySide.shared().bean(Listing.class), () -> {
            rounds.countDown();
            if (rounds.getCount() == 2) {
                throw new StackOverflowError("once");
            }
            return false;
        });
        follower.start();
        try {
            assertThat(rounds.await(20, TimeUnit.SECONDS)).isTrue();
        } finally {
            follower.stop();
        }
    }
}
