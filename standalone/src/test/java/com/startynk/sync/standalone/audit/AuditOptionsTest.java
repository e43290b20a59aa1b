package com.startynk.sync.standalone.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AuditOptionsTest {

    @Test
    void looksAtEverythingUnlessTold() {
        assertThat(AuditOptions.parse(List.of("verify"))).isEqualTo(new AuditOptions(null, null, null));
    }

    @Test
    void takesWhatItIsTold() {
        var seal = "7:" + "0a".repeat(40);

        assertThat(AuditOptions.parse(List.of("verify", "--data", "/tmp/x y", "--seal", seal)))
                .isEqualTo(new AuditOptions(Path.of("/tmp/x y"), null, seal));
        assertThat(AuditOptions.parse(List.of("verify", "--entity", "5B1C0000-0000-4000-8000-000000000001")))
                .isEqualTo(new AuditOptions(null, "5b1c0000-0000-4000-8000-000000000001", null));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "show                     | audit can verify, and nothing else",
                "verify --all             | unknown option --all",
                "verify --entity          | --entity needs a value",
                "verify --entity 7        | --entity needs the id of an entity",
                "verify --seal 7          | --seal needs a seal as an earlier look named it",
                "verify --data --entity 7 | --data needs a value"
            })
    void refusesTheRest(String line, String complaint) {
        assertThatThrownBy(() -> AuditOptions.parse(List.of(line.split(" ")))).hasMessage(complaint);
    }
}
