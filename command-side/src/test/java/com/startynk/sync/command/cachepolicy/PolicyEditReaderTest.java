package com.startynk.sync.command.cachepolicy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.startynk.sync.catalog.CachePolicyChange;
import com.startynk.sync.catalog.CacheStrategy;
import com.startynk.sync.protocol.ErrorCode;
import com.startynk.sync.protocol.FieldError;
import com.startynk.sync.protocol.SyncFailure;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

class PolicyEditReaderTest {

    private static final JsonMapper JSON = JsonMapper.shared();

    @Test
    void takesWhatIsThere() {
        assertThat(read("""
                        {"strategy": "NETWORK_FIRST", "ttlSeconds": 86399913600, "maxEntries": 999999999,
                         "compress": true, "encrypt": false}
                        """))
                .isEqualTo(new PolicyEdit(
                        new CachePolicyChange(CacheStrategy.NETWORK_FIRST, 86_399_913_600L, 999_999_999, true, false),
                        Set.of()));
        assertThat(read("{}")).isEqualTo(new PolicyEdit(CachePolicyChange.NOTHING, Set.of()));
    }

    @Test
    void nullMeansAsDeclared() {
        assertThat(read("{\"ttlSeconds\": null, \"compress\": null, \"maxEntries\": 1}"))
                .isEqualTo(new PolicyEdit(
                        new CachePolicyChange(null, null, 1, null, null), Set.of("ttlSeconds", "compress")));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "strategy;\"CACHE_LAST\"",
                "strategy;\"network_first\"",
                "strategy;3",
                "ttlSeconds;0",
                "ttlSeconds;-1",
                "ttlSeconds;86399913601",
                "ttlSeconds;1e30",
                "ttlSeconds;1.5",
                "ttlSeconds;\"60\"",
                "maxEntries;0",
                "maxEntries;1000000000",
                "maxEntries;true",
                "compress;\"true\"",
                "compress;1",
                "encrypt;{}",
                "staleSeconds;60",
                "entityType;\"task\"",
                "ttl;60"
            })
    void namesWhatIsWrong(String field, String value) {
        assertThatExceptionOfType(SyncFailure.class)
                .isThrownBy(() -> read("{\"" + field + "\": " + value + "}"))
                .satisfies(failure -> {
                    assertThat(failure.errorCode()).isEqualTo(ErrorCode.INVALID_INPUT);
                    assertThat(failure.errors()).extracting(FieldError::field).containsExactly(field);
                });
    }

    @Test
    void namesAllThatIsWrong() {
        assertThatExceptionOfType(SyncFailure.class)
                .isThrownBy(() -> read("{\"ttlSeconds\": 0, \"encrypt\": 1, \"more\": 1}"))
                .satisfies(failure -> assertThat(failure.errors())
                        .extracting(FieldError::field)
                        .containsExactly("ttlSeconds", "encrypt", "more"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"[]", "null", "\"ttlSeconds\"", "60"})
    void takesNothingButAnObject(String body) {
        assertThatExceptionOfType(SyncFailure.class)
                .isThrownBy(() -> read(body))
                .satisfies(failure -> assertThat(failure.errorCode()).isEqualTo(ErrorCode.INVALID_INPUT));
    }

    private static PolicyEdit read(String body) {
        return PolicyEditReader.read(JSON.readTree(body));
    }
}
