package com.startynk.sync.query.activity;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What a batch adds to the counts of conflicts. */
public final class ConflictTally {

    /** In place of a strategy: people decided. */
    public static final String PERSON = "PERSON";

    private final Map<Outcome, Long> outcomes = new TreeMap<>(Outcome.ORDER);
    private final Map<Contest, Long> contests = new TreeMap<>(Contest.ORDER);

    record Outcome(Counts.Bucket bucket, String entityType, String strategy, String resolution) {

        private static final Comparator<Outcome> ORDER = Comparator.comparing(Outcome::bucket)
                .thenComparing(Outcome::entityType)
                .thenComparing(Outcome::strategy)
                .thenComparing(Outcome::resolution);
    }

    record Contest(Counts.Bucket bucket, String entityType, String field) {

        private static final Comparator<Contest> ORDER = Comparator.comparing(Contest::bucket)
                .thenComparing(Contest::entityType)
                .thenComparing(Contest::field);
    }

    /** A conflict was met, and decided by its type's strategy, or not yet. */
    public void met(
            Instant at, String projectId, String entityType, String strategy, String resolution, List<String> fields) {
        count(at, projectId, entityType, strategy, resolution);
        for (var project : List.of(Counts.ALL, projectId)) {
            var hour = new Counts.Bucket(project, Step.HOUR, Step.HOUR.beginning(at));
            fields.forEach(field -> contests.merge(new Contest(hour, entityType, field), 1L, Long::sum));
        }
    }

    /** A person decided one. */
    public void decided(Instant at, String projectId, String entityType, String resolution) {
        count(at, projectId, entityType, PERSON, resolution);
    }

    private void count(Instant at, String projectId, String entityType, String strategy, String resolution) {
        for (var step : Step.values()) {
            for (var project : List.of(Counts.ALL, projectId)) {
                var bucket = new Counts.Bucket(project, step, step.beginning(at));
                outcomes.merge(new Outcome(bucket, entityType, strategy, resolution), 1L, Long::sum);
            }
        }
    }

    Map<Outcome, Long> outcomes() {
        return outcomes;
    }

    Map<Contest, Long> contests() {
        return contests;
    }
}
