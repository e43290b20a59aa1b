package com.startynk.sync.benchmarks.load.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import com.startynk.sync.benchmarks.load.check.Faults;
import com.startynk.sync.benchmarks.load.wire.Item;
import com.startynk.sync.benchmarks.load.wire.Outcome;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class RepetitionTest {

    private final Faults faults = new Faults();

    @Test
    void takesTheFirstAnswerMarkedAsADuplicate() {
        check(outcome(2, false), outcome(2, true));
        assertThat(faults.isNone()).isTrue();
    }

    @Test
    void findsAMutationThatTookEffectAgain() {
        check(outcome(2, false), outcome(3, false));
        assertThat(faults.doubledCount()).isEqualTo(1);
    }

    @Test
    void findsADuplicateThatIsAnsweredOtherwise() {
        check(outcome(2, false), outcome(3, true));
        assertThat(faults.doubledCount()).isEqualTo(1);
    }

    private void check(Outcome first, Outcome second) {
        Repetition.check(Item.create("task", "a", "p", new TreeMap<>()), first, second, faults);
    }

    private static Outcome outcome(long version, boolean duplicate) {
        return new Outcome("APPLIED", duplicate, version, null, null, null);
    }
}
