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

class HotEditorTest {

    private static final Outcome.State TICKED = new Outcome.State(Map.of("worker-0", true));
    private static final Outcome.State CLEARED = new Outcome.State(Map.of("worker-0", false));

    private final Faults faults = new Faults();
    private AnsweringServer server;
    private HotEditor editor;

    @BeforeEach
    void tickAKey() throws IOException {
        server = new AnsweringServer();
        var site = new Site("p", List.of(server.device()));
        site.tasks().giveBack(new Task("a", 1));
        editor = new HotEditor(0, 1, site);
        editor.edit(0);
        editor.answered(0, new Outcome("APPLIED", false, 2L, null, TICKED, null), faults);
    }

    @AfterEach
    void stop() throws IOException {
        server.close();
    }

    @Test
    void anEditThatIsRefusedLeavesTheKeyAsItWas() {
        refuse(400);
        editor.compare(0, TICKED, faults);
        assertThat(faults.isNone()).isTrue();
        editor.compare(0, CLEARED, faults);
        assertThat(faults.lostCount()).isEqualTo(1);
    }

    @Test
    void anEditThatTheServerFailedAtMayHaveSetTheKey() {
        refuse(500);
        editor.compare(0, TICKED, faults);
        editor.compare(0, CLEARED, faults);
        assertThat(faults.isNone()).isTrue();
    }

    private void refuse(int status) {
        server.answers(status, "");
        editor.edit(0);
        editor.unanswered(0, server.push());
    }
}
