package com.startynk.sync.query.projection;

import com.startynk.sync.events.entity.ConflictResolved;
import com.startynk.sync.events.entity.EntityCreated;
import com.startynk.sync.events.entity.EntityEvent;
import com.startynk.sync.protocol.feed.FeedAnnouncement.ConflictNotice;
import com.startynk.sync.query.conflict.ConflictRow;
import com.startynk.sync.query.idmapping.IdMappingRows;
import com.startynk.sync.query.idmapping.IdMappingRows.Mapping;
import com.startynk.sync.query.projection.Projected.Entry;
import com.startynk.sync.query.status.SyncLogRows;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What is kept of events beside the entities: who did what, which conflicts were met, what devices' own names became, and how
 * much of it there was. Each line is written once under the id of its cause, so a second projection changes nothing.
 */
public final class SideLogs {

    private final SyncLogRows syncLog;
    private final ConflictLog conflicts;
    private final IdMappingRows mappings;
    private final Tally tally;

    public SideLogs(SyncLogRows syncLog, ConflictLog conflicts, IdMappingRows mappings, Tally tally) {
        this.syncLog = syncLog;
        this.conflicts = conflicts;
        this.mappings = mappings;
        this.tally = tally;
    }

    /** What events make of the logs, to be laid beside what they hold. */
    static final class Lines {

        private final Map<String, SyncLogRows.Line> mutations;
        private final List<Mapping> mappings;
        private final List<ConflictRow> conflicts;

        Lines() {
            this(new LinkedHashMap<>(), new ArrayList<>(), new ArrayList<>());
        }

        private Lines(Map<String, SyncLogRows.Line> mutations, List<Mapping> mappings, List<ConflictRow> conflicts) {
            this.mutations = mutations;
            this.mappings = mappings;
            this.conflicts = conflicts;
        }

        /** Of events under one id the first one counts, as it did when it was projected. */
        void of(Fact fact) {
            var line = line(fact);
            mutations.putIfAbsent(line.mutationId(), line);
            mapping(fact).forEach(mappings::add);
        }

        void addConflicts(List<ConflictRow> some) {
            conflicts.addAll(some);
        }

        void keepConflicts(Predicate<ConflictRow> certain) {
            conflicts.removeIf(certain.negate());
        }

        int size() {
            return mutations.size() + mappings.size() + conflicts.size();
        }

        boolean isEmpty() {
            return size() == 0;
        }
    }

    ConflictLog conflicts() {
        return conflicts;
    }

    /** @param horizon before which lines of the sync log are not kept */
    Lines wrong(Lines lines, Instant horizon) {
        var wrong = new LinkedHashMap<String, SyncLogRows.Line>();
        syncLog.wrong(lines.mutations.values().stream()
                        .filter(line -> line.at().isAfter(horizon))
                        .toList())
                .forEach(line -> wrong.put(line.mutationId(), line));
        return new Lines(
                wrong,
                new ArrayList<>(mappings.wrong(lines.mappings)),
                new ArrayList<>(conflicts.wrong(lines.conflicts)));
    }

    void correct(Lines lines) {
        syncLog.correct(List.copyOf(lines.mutations.values()));
        mappings.correct(lines.mappings);
        conflicts.correct(lines.conflicts);
    }

    /** Answers what to tell of the conflicts that people have decided. */
    List<ConflictNotice> write(List<Fact> facts, List<Decided> decisions) {
        syncLog.save(facts.stream().map(SideLogs::line).toList());
        mappings.save(facts.stream().flatMap(SideLogs::mapping).toList());
        tally.count(facts);
        return conflicts.write(facts, decisions);
    }

    /** The entities that changed, with their rows. */
    void count(List<Entry> entries) {
        tally.countEntities(entries);
    }

    private static SyncLogRows.Line line(Fact fact) {
        var mutation = fact.event().mutation();
        return new SyncLogRows.Line(
                mutation.mutationId().toString(),
                fact.entityId(),
                mutation.outcome().name(),
                fact.event().version(),
                mutation.contentDigest(),
                fact.userId(),
                fact.deviceId(),
                conflictId(fact.event()),
                fact.at(),
                !(fact.event() instanceof ConflictResolved));
    }

    private static @Nullable String conflictId(EntityEvent event) {
        if (event instanceof ConflictResolved decision) {
            return decision.conflictId().toString();
        }
        var conflict = event.conflict();
        return conflict == null ? null : conflict.conflictId().toString();
    }

    private static Stream<Mapping> mapping(Fact fact) {
        var localId = fact.event().mutation().localId();
        return fact.event() instanceof EntityCreated && localId != null
                ? Stream.of(new Mapping(
                        fact.deviceId(), Objects.requireNonNull(localId), fact.entityType(), fact.entityId()))
                : Stream.empty();
    }
}
