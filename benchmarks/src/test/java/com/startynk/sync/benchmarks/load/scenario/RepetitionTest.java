package com.startynk.sync.benchmarks.load.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import com.startynk.sync.benchmarks.load.check.AnsweringServer;
import com.startynk.sync.benchmarks.load.check.Faults;
import com.startynk.sync.benchmarks.load.wire.Item;
import com.startynk.sync.benchmarks.load.wire.Outcome;
import java.io.IOException;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RepetitionTest {

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
    void takesTheFirstAnswerMarkedAsADuplicate() {
        check(200, outcome(2, true));
        assertThat(faults.isNone()).isTrue();
    }

    @Test
    void findsAMutationThatTookEffectAgain() {
        check(200, outcome(3, false));
        assertThat(faults.doubledCount()).isEqualTo(1);
    }

    @Test
    void findsADuplicateThatIsAnsweredOtherwise() {
        check(200, outcome(3, true));
        assertThat(faults.doubledCount()).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 409, 500})
    void findsADuplicateThatIsRefused(int status) {
        check(status, "{}");
        assertThat(faults.doubledCount()).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 429, 503})
    void takesItThatThereIsNoAnswerNow(int status) {
        check(status, "");
        assertThat(faults.isNone()).isTrue();
    }

    private void check(int status, String body) {
        server.answers(status, body);
        var first = new Outcome("APPLIED", false, 2L, null, null, null);
        Repetition.check(Item.create("task", "a", "p", new TreeMap<>()), first, server.push(), faults);
    }

    private static String outcome(long version, boolean duplicate) {
        return "{\"status\":\"APPLIED\",\"duplicate\":%s,\"version\":%d}".formatted(duplicate, version);
    }
}
