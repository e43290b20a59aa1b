package com.startynk.sync.query.activity;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What a batch adds to counts over time, added up in memory: by minute and hour, by project and for all together. */
public final class Counts {

    /** Stands for all projects together; no project has it. */
    static final String ALL = "";

    private final int columns;
    private final Map<Bucket, long[]> sums = new TreeMap<>();

    /** @param columns how many things are counted */
    public Counts(int columns) {
        this.columns = columns;
    }

    /** Ordered, so that writers do not wait for each other crosswise. */
    record Bucket(String projectId, Step step, Instant beginning) implements Comparable<Bucket> {

        @Override
        public int compareTo(Bucket other) {
            var byProject = projectId.compareTo(other.projectId);
            var byStep = byProject != 0 ? byProject : step.compareTo(other.step);
            return byStep != 0 ? byStep : beginning.compareTo(other.beginning);
        }
    }

    /** One row to be added. */
    record Row(Bucket bucket, List<Long> sums) {}

    /** Counts one more of something in a project. */
    public void add(Instant at, String projectId, int column) {
        for (var step : Step.values()) {
            for (var project : List.of(ALL, projectId)) {
                sums.computeIfAbsent(new Bucket(project, step, step.beginning(at)), bucket -> new long[columns])[
                        column]++;
            }
        }
    }

    /** Counts one more of something that is in no project yet. */
    public void add(Instant at, int column) {
        for (var step : Step.values()) {
            sums.computeIfAbsent(new Bucket(ALL, step, step.beginning(at)), bucket -> new long[columns])[column]++;
        }
    }

    List<Row> rows() {
        return sums.entrySet().stream()
                .map(sum -> new Row(
                        sum.getKey(), Arrays.stream(sum.getValue()).boxed().toList()))
                .toList();
    }
}
