package com.startynk.sync.benchmarks.micro;

import com.startynk.sync.catalog.EntityCatalog;
import com.startynk.sync.catalog.EntityType;
import com.startynk.sync.command.intake.CanonicalJson;
import com.startynk.sync.protocol.FieldError;
import com.startynk.sync.protocol.push.SyncItem;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import tools.jackson.databind.JsonNode;

/** What is done to each item before anything is decided. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class IntakeBenchmark {

    private final byte[] text = Samples.item();
    private final SyncItem item = Samples.JSON.readValue(text, SyncItem.class);
    private final JsonNode task = Samples.task();
    private final byte[] canonical = CanonicalJson.bytes(task);
    private final EntityType type = EntityCatalog.load(null).find("task").orElseThrow();

    /** Reads an item off the wire. */
    @Benchmark
    public SyncItem readItem() {
        return Samples.JSON.readValue(text, SyncItem.class);
    }

    /** Writes it again. */
    @Benchmark
    public byte[] writeItem() {
        return Samples.JSON.writeValueAsBytes(item);
    }

    /** Holds its data against its type's declaration. */
    @Benchmark
    public List<FieldError> checkData() {
        return type.validate(task, false);
    }

    /** Brings its data into the form that checksums go over. */
    @Benchmark
    public byte[] canonicalForm() {
        return CanonicalJson.bytes(task);
    }

    /** Tells it from another mutation under the same id. */
    @Benchmark
    public String contentDigest() {
        return CanonicalJson.contentDigest("UPDATE task 5b1c0f5e-3d60-4a3a-9a0b-3d9f8f1f6c01 3", canonical);
    }
}
