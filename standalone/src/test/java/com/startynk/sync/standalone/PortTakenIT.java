package com.startynk.sync.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.ServerSocket;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PortTakenIT {

    @TempDir
    private Path folder;

    @Test
    void namesThePortAndAsksForAnother() throws Exception {
        try (var taken = new ServerSocket(0);
                var installation = new Installation(folder)) {
            var refusal = installation.startAgain(taken.getLocalPort(), Installation.freePort());

            assertThat(refusal.status()).isEqualTo(1);
            assertThat(refusal.output())
                    .contains("Port " + taken.getLocalPort() + " (HTTP API)")
                    .contains("--port N")
                    .doesNotContain("\tat ");
            assertThat(installation.databases()).isEmpty();
        }
    }

    @Test
    void namesTheSocketPortToo() throws Exception {
        try (var taken = new ServerSocket(0);
                var installation = new Installation(folder)) {
            var refusal = installation.startAgain(Installation.freePort(), taken.getLocalPort());

            assertThat(refusal.status()).isEqualTo(1);
            assertThat(refusal.output())
                    .contains("Port " + taken.getLocalPort() + " (Socket.IO)")
                    .contains("--ws-port N");
        }
    }
}
