package com.startynk.sync.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Settings that cannot be used are told in a line. */
class UnusableSettingIT {

    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "JWT_SECRET         | short         | JWT_SECRET has 5 bytes",
                "JWT_SECRET_SECOND  | short         | JWT_SECRET_SECOND has 5 bytes",
                "ENCRYPTION_KEYS    | abc           | A key of ENCRYPTION_KEYS has no id",
                "AUDIT_KEY          | abc           | AUDIT_KEY",
                "TLS_CERTIFICATE    | /no/such/file | TLS_KEY is missing"
            })
    void isToldBeforeAnythingIsStarted(String variable, String value, String reason) throws Exception {
        try (var installation = new Installation(folder).with(variable, value)) {
            var refusal = installation.startAgain(Installation.freePort(), Installation.freePort());

            assertThat(refusal.output().strip().lines())
                    .singleElement()
                    .asString()
                    .contains(reason);
            assertThat(refusal.status()).isEqualTo(2);
            assertThat(installation.data().resolve("mariadb")).doesNotExist();
        }
    }

    @Test
    void whatIsFoundOnlyWhenTheServicesStartIsToldWithoutTheBeansAroundIt() throws Exception {
        try (var installation = new Installation(folder).with("STARTYNK_RETENTION_TOMBSTONES", "soon")) {
            var refusal = installation.startAgain(Installation.freePort(), Installation.freePort());

            assertThat(refusal.output())
                    .contains("The services did not start: startynk.retention.tombstones: ")
                    .doesNotContain("Error creating bean", "WARN", "ERROR", "\tat ");
            assertThat(refusal.status()).isEqualTo(1);
            assertThat(installation.databases()).isEmpty();
        }
    }
}
