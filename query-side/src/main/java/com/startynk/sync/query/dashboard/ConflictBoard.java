package com.startynk.sync.query.dashboard;

import com.startynk.sync.catalog.ConflictStrategy;
import com.startynk.sync.catalog.EntityCatalog;
import com.startynk.sync.query.activity.ConflictCountRows;
import com.startynk.sync.query.activity.ConflictCountRows.Contested;
import com.startynk.sync.query.activity.ConflictCountRows.Ended;
import com.startynk.sync.query.activity.ConflictTally;
import com.startynk.sync.query.activity.Step;
import java.time.Clock;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Where edits contradict each other, and what becomes of that. */
final class ConflictBoard {

    private static final String PENDING = "PENDING";
    private static final String UNDECLARED = "UNDECLARED";
    private static final int TOP_FIELDS = 10;

    private final PendingConflictRows pending;
    private final ConflictCountRows counts;
    private final EntityCatalog catalog;
    private final Clock clock;

    ConflictBoard(PendingConflictRows pending, ConflictCountRows counts, EntityCatalog catalog, Clock clock) {
        this.pending = pending;
        this.counts = counts;
        this.catalog = catalog;
        this.clock = clock;
    }

    /**
     * What is drawn.
     *
     * @param overTime conflicts that were met; those of them that were left to a person; and what people decided
     * @param lastDay of the same hours as {@code overTime.lastDay}
     */
    record Conflicts(
            Instant generatedAt, List<PendingConflictRows.Pending> pending, Series overTime, LastDay lastDay) {}

    record LastDay(List<How> met, List<Decision> decided, List<OfRule> byRule, List<OfField> topFields) {}

    record How(String strategy, String resolution, long count) {}

    record Decision(String resolution, long count) {}

    /** @param rule of the fields that were contested; of a type that does not merge, its strategy */
    record OfRule(String rule, long count) {}

    record OfField(String entityType, String field, String rule, long count) {}

    Conflicts draw(Scope scope) {
        var now = clock.instant();
        return new Conflicts(
                now,
                pending.now(now, scope.projects()).stream()
                        .filter(of -> scope.shows(of.entityType()))
                        .toList(),
                Series.of(
                        now,
                        List.of("met", "leftToAPerson", "decided"),
                        (from, step) -> overTime(ended(from, step, scope))),
                lastDay(Step.HOUR.drawn(now).get(0), scope));
    }

    private List<Ended> ended(Instant from, Step step, Scope scope) {
        return counts.since(from, step, scope.projects()).stream()
                .filter(some -> scope.shows(some.entityType()))
                .toList();
    }

    private static Map<Instant, long[]> overTime(List<Ended> all) {
        var counted = new HashMap<Instant, long[]>();
        for (var some : all) {
            var sums = counted.computeIfAbsent(some.at(), at -> new long[3]);
            if (isDecision(some)) {
                sums[2] += some.count();
            } else {
                sums[0] += some.count();
                sums[1] += some.resolution().equals(PENDING) ? some.count() : 0;
            }
        }
        return counted;
    }

    private LastDay lastDay(Instant from, Scope scope) {
        var ended = ended(from, Step.HOUR, scope);
        var fields = counts.contestedSince(from, scope.projects()).stream()
                .filter(some -> scope.shows(some.entityType()))
                .map(this::ofField)
                .toList();
        return new LastDay(met(ended), decided(ended), byRule(fields), top(fields));
    }

    private static List<How> met(List<Ended> ended) {
        var sums = new TreeMap<String, Map<String, Long>>();
        ended.stream()
                .filter(some -> !isDecision(some))
                .forEach(some -> sums.computeIfAbsent(some.strategy(), strategy -> new TreeMap<>())
                        .merge(some.resolution(), some.count(), Long::sum));
        return sums.entrySet().stream()
                .flatMap(strategy -> strategy.getValue().entrySet().stream()
                        .map(how -> new How(strategy.getKey(), how.getKey(), how.getValue())))
                .toList();
    }

    private static List<Decision> decided(List<Ended> ended) {
        var sums = ended.stream()
                .filter(ConflictBoard::isDecision)
                .collect(Collectors.groupingBy(Ended::resolution, TreeMap::new, Collectors.summingLong(Ended::count)));
        return sums.entrySet().stream()
                .map(how -> new Decision(how.getKey(), how.getValue()))
                .toList();
    }

    private static List<OfRule> byRule(List<OfField> fields) {
        var sums = fields.stream()
                .collect(Collectors.groupingBy(OfField::rule, TreeMap::new, Collectors.summingLong(OfField::count)));
        return sums.entrySet().stream()
                .map(rule -> new OfRule(rule.getKey(), rule.getValue()))
                .toList();
    }

    private static List<OfField> top(List<OfField> fields) {
        return fields.stream()
                .sorted(Comparator.comparingLong(OfField::count)
                        .reversed()
                        .thenComparing(OfField::entityType)
                        .thenComparing(OfField::field))
                .limit(TOP_FIELDS)
                .toList();
    }

    private OfField ofField(Contested some) {
        return new OfField(some.entityType(), some.field(), rule(some.entityType(), some.field()), some.count());
    }

    private String rule(String entityType, String field) {
        return catalog.find(entityType)
                .map(type -> {
                    var declared = type.fields().get(field);
                    if (type.strategy() != ConflictStrategy.MERGE) {
                        return type.strategy().name();
                    }
                    return declared == null ? UNDECLARED : declared.merge().name();
                })
                .orElse(UNDECLARED);
    }

    private static boolean isDecision(Ended some) {
        return some.strategy().equals(ConflictTally.PERSON);
    }
}
