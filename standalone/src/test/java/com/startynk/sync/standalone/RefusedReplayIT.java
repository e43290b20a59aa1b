package com.startynk.sync.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RefusedReplayIT {

    @TempDir
    private Path folder;

    @Test
    void leavesTheOneThatRunsAlone() throws Exception {
        try (var server = new AnsweringServer(409, "{\"detail\": \"another replay is running\"}");
                var installation =
                        new Installation(folder).with("JWT_SECRET", "a-secret-of-thirty-two-bytes-or-more")) {
            var refusal = installation.run(List.of("replay", "all", "--port", Integer.toString(server.port())));

            assertThat(refusal.status()).isEqualTo(1);
            assertThat(refusal.output().strip()).isEqualTo("another replay is running (status 409)");
            assertThat(server.methods()).containsExactly("POST");
        }
    }
}
