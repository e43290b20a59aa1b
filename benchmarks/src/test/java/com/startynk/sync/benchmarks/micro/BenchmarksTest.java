package com.startynk.sync.benchmarks.micro;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

class BenchmarksTest {

    @Test
    void eachMeasuresSomething() throws Exception {
        var moment = new TimeValue(1, TimeUnit.MILLISECONDS);
        // In this process and for a moment: whether they run, and not how fast.
        var results = new Runner(new OptionsBuilder()
                        .include("com.startynk.sync.benchmarks.micro")
                        .forks(0)
                        .warmupIterations(0)
                        .measurementIterations(1)
                        .measurementTime(moment)
                        .shouldFailOnError(true)
                        .verbosity(VerboseMode.SILENT)
                        .build())
                .run();
        assertThat(results).hasSize(6 + 5 + 2);
    }

    @Test
    void mergesAsDeclared() {
        var merge = new MergeBenchmark();
        merge.field = "progress";
        merge.declare();
        assertThat(merge.merged()).isEqualTo(60);
    }

    @Test
    void checksWhatIsValid() {
        assertThat(new IntakeBenchmark().checkData()).isEmpty();
    }
}
