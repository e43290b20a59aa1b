package com.startynk.sync.benchmarks.micro;

import com.startynk.sync.realtime.engine.Frame;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** What sockets are told: the part that all share, once, and for each socket its cursors. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class FrameBenchmark {

    private static final String CURSORS =
            ",\"cursor\":\"c2VjcmV0LWN1cnNvci1vZi1hLXJlYWRlcg\",\"previousCursor\":\"c2VjcmV0\"}";

    private final String changes = "{\"changes\":[" + Samples.task() + "]";
    private final byte[] shared = Frame.shared("entity:changed", changes);

    /** Once for each change. */
    @Benchmark
    public byte[] sharedPart() {
        return Frame.shared("entity:changed", changes);
    }

    /** Once for each socket. */
    @Benchmark
    public Frame ofOneSocket() {
        return Frame.event(shared, CURSORS);
    }
}
