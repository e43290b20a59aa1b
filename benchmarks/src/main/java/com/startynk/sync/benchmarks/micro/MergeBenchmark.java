package com.startynk.sync.benchmarks.micro;

import com.startynk.sync.catalog.EntityCatalog;
import com.startynk.sync.catalog.Field;
import com.startynk.sync.command.merge.Contest;
import com.startynk.sync.command.merge.FieldMerge;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** One contested field of a task, merged by its rule. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class MergeBenchmark {

    private static final Instant EARLIER = Instant.parse("2026-11-23T08:00:00Z");
    private static final Instant LATER = Instant.parse("2026-11-23T08:01:00Z");
    private static final Map<String, Contest> CONTESTS = Map.of(
            "title", contest("a", "b", "c"),
            "status", contest("TODO", "REVIEW", "IN_PROGRESS"),
            "progress", contest(10, 40, 60),
            "assigneeIds", contest(List.of("u-1", "u-2"), List.of("u-1", "u-4"), List.of("u-1", "u-2", "u-3")),
            "checklist", contest(Map.of("a", true), Map.of("a", true, "b", true), Map.of("a", false, "c", true)),
            "notes", contest("first", "first\nmine", "first\ntheirs"));

    /** Whose rules are, in this order: LAST_WRITE, FURTHEST, MAX, UNION, MERGE_KEYS, APPEND. */
    @Param({"title", "status", "progress", "assigneeIds", "checklist", "notes"})
    public String field = "";

    private @Nullable Field declared;
    private @Nullable Contest contest;

    /** Finds the field's declaration. */
    @Setup
    public void declare() {
        declared = EntityCatalog.load(null).find("task").orElseThrow().fields().get(field);
        contest = CONTESTS.get(field);
    }

    /** The value after the merge. */
    @Benchmark
    @SuppressWarnings("NullAway") // JMH calls declare() before
    public @Nullable Object merged() {
        return FieldMerge.merged(declared, contest);
    }

    private static Contest contest(Object base, Object client, Object server) {
        return new Contest(base, client, server, LATER, EARLIER, key -> EARLIER);
    }
}
