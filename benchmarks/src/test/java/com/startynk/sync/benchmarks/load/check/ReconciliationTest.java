package com.startynk.sync.benchmarks.load.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ReconciliationTest {

    private final Ledger ledger = new Ledger();
    private final Faults faults = new Faults();
    private AnsweringServer server;

    @BeforeEach
    void start() throws IOException {
        server = new AnsweringServer();
    }

    @AfterEach
    void stop() throws IOException {
        server.close();
    }

    @Test
    void findsNothingWrongWhenTheFeedHasWhatWasAcknowledged() throws Exception {
        ledger.acknowledged("a", 1);
        ledger.acknowledged("a", 2);
        ledger.acknowledged("b", 1);
        server.shows("a:2", "b:1");
        reconcile();
        assertThat(faults.isNone()).isTrue();
    }

    @Test
    void findsAnEntityThatIsLost() throws Exception {
        ledger.acknowledged("a", 1);
        ledger.acknowledged("b", 1);
        server.shows("a:1");
        reconcile();
        assertThat(faults.lostCount()).isEqualTo(1);
        assertThat(faults.examples())
                .containsExactly("lost: entity b was acknowledged at version 1, the feed has null");
    }

    @Test
    void findsAnEditThatIsLost() throws Exception {
        ledger.acknowledged("a", 3);
        server.shows("a:2");
        reconcile();
        assertThat(faults.lostCount()).isEqualTo(1);
    }

    @Test
    void findsAnEditThatWasMadeTwice() throws Exception {
        ledger.acknowledged("a", 2);
        server.shows("a:3");
        reconcile();
        assertThat(faults.doubledCount()).isEqualTo(1);
        assertThat(faults.lostCount()).isZero();
    }

    @Test
    void findsAnEntityThatNobodyMade() throws Exception {
        ledger.acknowledged("a", 1);
        server.shows("a:1", "b:1");
        reconcile();
        assertThat(faults.doubledCount()).isEqualTo(1);
    }

    @Test
    void findsThatTheFeedTellsOfAnEntityTwice() throws Exception {
        ledger.acknowledged("a", 2);
        server.shows("a:1", "a:2");
        reconcile();
        assertThat(faults.doubledCount()).isEqualTo(1);
    }

    @Test
    void doesNotHoldAgainstTheServerWhatMayHaveTakenEffect() throws Exception {
        ledger.acknowledged("a", 2);
        ledger.unanswered("a");
        ledger.unanswered("b");
        server.shows("a:3", "b:1");
        reconcile();
        assertThat(faults.isNone()).isTrue();
    }

    private void reconcile() throws InterruptedException {
        new Reconciliation(server.api(), Duration.ZERO).check("p", server.device(), ledger, faults);
    }
}
