package com.startynk.sync.benchmarks.load.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import com.startynk.sync.benchmarks.load.check.AnsweringServer;
import com.startynk.sync.benchmarks.load.check.Faults;
import com.startynk.sync.benchmarks.load.site.Site;
import com.startynk.sync.benchmarks.load.site.Task;
import com.startynk.sync.benchmarks.load.wire.Outcome;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PushTest {

    private static final Task TASK = new Task("a", 4);

    private final Faults faults = new Faults();
    private AnsweringServer server;
    private Site site;

    @BeforeEach
    void start() throws IOException {
        server = new AnsweringServer();
        site = new Site("p", List.of(server.device()));
        site.ledger().acknowledged("a", 4);
    }

    @AfterEach
    void stop() throws IOException {
        server.close();
    }

    @Test
    void takesAnEditThatIsAcknowledgedAtTheNextVersion() {
        assertThat(settle(Push.edit(site, TASK), 5)).isTrue();
        assertThat(faults.isNone()).isTrue();
        assertThat(site.tasks().all()).containsExactly(new Task("a", 5));
    }

    @ParameterizedTest
    @ValueSource(longs = {3, 4})
    void findsAnEditThatIsAcknowledgedWithoutBeingMade(long version) {
        settle(Push.edit(site, TASK), version);
        assertThat(faults.lostCount()).isEqualTo(1);
        assertThat(faults.doubledCount()).isZero();
    }

    @Test
    void findsAnEditThatWasMadeMoreThanOnce() {
        settle(Push.edit(site, TASK), 6);
        assertThat(faults.doubledCount()).isEqualTo(1);
        assertThat(faults.lostCount()).isZero();
    }

    @Test
    void findsATaskThatIsMadeAtAnotherVersionThanTheFirst() {
        settle(Push.next(site, 0), 1);
        assertThat(faults.isNone()).isTrue();
        settle(Push.next(site, 0), 2);
        assertThat(faults.doubledCount()).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 403, 409, 429, 503})
    void whatIsRefusedIsNotStored(int status) {
        settleWithout(status);
        assertThat(site.tasks().all()).containsExactly(TASK);
        assertThat(faults.doubledCount()).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 500, 502})
    void whatTheServerFailedAtMayBeStored(int status) {
        settleWithout(status);
        assertThat(site.tasks().all()).isEmpty();
        assertThat(faults.isNone()).isTrue();
    }

    /** Afterwards the feed shows the edit. */
    private void settleWithout(int status) {
        server.answers(status, "");
        Push.edit(site, TASK).settleWithout(server.push());
        site.ledger().compare(Map.of("a", 5L), faults);
    }

    private boolean settle(Push push, long version) {
        return push.settle(new Outcome("APPLIED", false, version, null, null, null), new Traffic(), faults);
    }
}
