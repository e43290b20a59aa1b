package com.startynk.sync.platform.encryption;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class MasterKeysTest {

    private static final String KEY = "3q2-7_3q2-7_3q2-7_3q2-7_3q2-7_3q2-7_3q2-7_0";

    @Test
    void areReadInEitherAlphabet() {
        var keys =
                MasterKeys.of(" new:" + KEY + " ,old:" + KEY.replace('-', '+').replace('_', '/') + "=");

        assertThat(keys.current()).isEqualTo("new");
        assertThat(keys.get("old")).isEqualTo(keys.get("new"));
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", "  "})
    void needNotBe(String text) {
        var keys = MasterKeys.of(text);

        assertThat(keys.any()).isFalse();
        assertThatThrownBy(keys::current).hasMessageContaining("there is no key");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "3q2secret | has no id before it",
                ":3q2secret | has no id before it",
                "a key:3q2secret | has no id before it",
                "a:3q2secret! | is not in base64",
                "a:3q2secre | has 6 bytes instead of 32"
            })
    void areRefusedWithoutBeingQuoted(String text, String message) {
        assertThatThrownBy(() -> MasterKeys.of(text))
                .isInstanceOf(UnusableMasterKeyException.class)
                .hasMessageContaining(message)
                .message()
                .doesNotContain("3q2");
    }

    @Test
    void haveIdsOfTheirOwn() {
        assertThatThrownBy(() -> MasterKeys.of("a:" + KEY + ",a:" + KEY)).hasMessageContaining("the id a");
    }
}
