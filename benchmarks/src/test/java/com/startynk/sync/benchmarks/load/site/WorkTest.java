package com.startynk.sync.benchmarks.load.site;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import org.junit.jupiter.api.Test;

class WorkTest {

    @Test
    void everyEditSaysSomethingThatWasNeverThere() {
        var written = new HashSet<Object>();
        for (var edit = 0; edit < 1_000; edit++) {
            var values = Work.edit().values();
            assertThat(values).anyMatch(value -> !written.contains(value));
            written.addAll(values);
        }
    }
}
