package com.startynk.sync.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OptionsTest {

    @Test
    void hasTheContractsPortsUnlessTold() {
        var options = Options.parse(List.of());
        assertThat(options.port()).isEqualTo(3000);
        assertThat(options.wsPort()).isEqualTo(3001);
        assertThat(options.data()).isEqualTo(Path.of(".startynk").toAbsolutePath());
        assertThat(options.types()).isNull();
        assertThat(options.demo()).isFalse();
    }

    @Test
    void takesWhatItIsTold() {
        var options = Options.parse(
                List.of("--port", "4000", "--ws-port", "4001", "--data", "/tmp/x y", "--types", "mine", "--demo"));
        assertThat(options)
                .isEqualTo(new Options(
                        4000, 4001, Path.of("/tmp/x y"), Path.of("mine").toAbsolutePath(), true));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--verbose        | unknown option --verbose",
                "run              | unknown option run",
                "--port           | --port needs a value",
                "--data --demo    | --data needs a value",
                "--port abc       | --port needs a number from 1 to 65535, not abc",
                "--ws-port 70000  | --ws-port needs a number from 1 to 65535, not 70000",
                "--port 0         | --port needs a number from 1 to 65535, not 0",
                "--port 3001      | --port and --ws-port cannot both be 3001"
            })
    void refusesTheRest(String line, String complaint) {
        assertThatThrownBy(() -> Options.parse(List.of(line.split(" "))))
                .isInstanceOf(UsageError.class)
                .hasMessage(complaint);
    }
}
