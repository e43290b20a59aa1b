package com.startynk.sync.standalone.convergence;

import static org.assertj.core.api.Assertions.assertThat;

import com.startynk.sync.standalone.convergence.system.Services;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** Random building sites against the whole system, compared with a model of the contract; see CONTRIBUTING.md. */
class ConvergenceIT {

    @Test
    void nothingIsLostAndNothingIsDoubled() throws Exception {
        try (var services = Services.start(Path.of("src/test/entity-types"), Path.of("src/test/convergence-types"))) {
            var run = new Run(services, Settings.read());
            var failures = run.all();
            System.out.println(run.summary());
            assertThat(String.join("\n", failures)).isEmpty();
        }
    }
}
