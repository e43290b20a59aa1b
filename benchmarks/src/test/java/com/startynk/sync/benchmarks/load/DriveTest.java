package com.startynk.sync.benchmarks.load;

import static org.assertj.core.api.Assertions.assertThat;

import com.startynk.sync.benchmarks.load.check.AnsweringServer;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DriveTest {

    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource({"0,3", "401,3", "503,3", "500,1"})
    void tellsAServerThatCannotBePutUnderLoadFromOneThatBreaksItsWord(int status, int exit) throws Exception {
        assertThat(exitOn(status)).isEqualTo(exit);
    }

    @Test
    void keepsTheFiguresOfWhatEndedWhenARunBreaksOff() throws Exception {
        exitOn(0);
        assertThat(json()).isRegularFile();
    }

    private int exitOn(int status) throws Exception {
        try (var server = new AnsweringServer()) {
            server.answers(status, "");
            var out = new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8);
            return Drive.run(arguments(server), out, out);
        }
    }

    private List<String> arguments(AnsweringServer server) {
        var secret = "0123456789abcdef0123456789abcdef";
        return List.of("--api", server.uri().toString(), "--secret", secret, "--json", json().toString());
    }

    private Path json() {
        return folder.resolve("figures.json");
    }
}
