package com.startynk.sync.platform.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.startynk.sync.protocol.Caller;
import com.startynk.sync.protocol.ErrorCode;
import com.startynk.sync.protocol.SyncFailure;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class KnownRevocationsTest {

    private static final Caller ADA = new Caller("ada", "phone", Set.of(), 100, 1000);
    private static final Duration MAX_AGE = Duration.ofSeconds(4);

    private final AtomicLong now = new AtomicLong(5_000);
    private final KnownRevocations known = new KnownRevocations(MAX_AGE, now::get);

    @Test
    void judgesNobodyBeforeItHasLooked() {
        assertCannotJudge();

        known.take(List.of(), now.get());

        assertThat(known.stands(ADA)).isTrue();
    }

    @Test
    void judgesNobodyOnceItHasLookedAndHeardNothingForTooLong() {
        known.take(List.of(), now.get());

        now.addAndGet(MAX_AGE.toNanos());

        assertCannotJudge();
    }

    @Test
    void goesOnWhileItHearsThatNobodyKnowsMore() {
        known.take(List.of(revocation(7)), now.get());
        now.addAndGet(MAX_AGE.toNanos());

        assertThat(known.hear(7)).isFalse();

        assertThat(known.stands(ADA)).isTrue();
    }

    @Test
    void stopsWhenItHearsThatAnotherKnowsMoreAndCannotLook() {
        known.take(List.of(revocation(7)), now.get());
        now.addAndGet(MAX_AGE.toNanos());

        assertThat(known.hear(8)).isTrue();
        assertThat(known.hear(7)).isFalse();

        assertCannotJudge();
    }

    private void assertCannotJudge() {
        assertThatThrownBy(() -> known.stands(ADA))
                .isInstanceOfSatisfying(
                        SyncFailure.class,
                        failure -> assertThat(failure.errorCode()).isEqualTo(ErrorCode.TEMPORARILY_UNAVAILABLE));
    }

    private static Revocation revocation(long generation) {
        return new Revocation("ben", null, generation, 50, "REVOKED");
    }
}
