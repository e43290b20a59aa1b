package com.startynk.sync.platform.database;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KeyListsTest {

    @ParameterizedTest
    @CsvSource({"0, 0", "1, 1", "2, 4", "4, 4", "5, 16", "1025, 4096", "4096, 4096", "4097, 4097", "70000, 70000"})
    void comesInFewSizesAndMakesNoLongListLonger(int keys, int size) {
        var padded = KeyLists.padded(IntStream.range(0, keys).boxed().toList());

        assertThat(padded).hasSize(size);
        assertThat(padded.stream().distinct().count()).isEqualTo(keys);
    }

    @Test
    void repeatsTheFirst() {
        assertThat(KeyLists.padded(List.of("a", "b"))).containsExactly("a", "b", "a", "a");
    }
}
