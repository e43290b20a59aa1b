package com.startynk.sync.query.replay;

import com.startynk.sync.platform.axon.StoredEvents;
import com.startynk.sync.protocol.SyncFailure;
import com.startynk.sync.query.projection.EntityCorrections;
import com.startynk.sync.query.projection.FeedSums;
import com.startynk.sync.query.projection.RecentEntities;
import com.startynk.sync.query.projection.ReplayedEntities;
import com.startynk.sync.query.projection.ReplayedLogs;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.LongFunction;
import org.jspecify.annotations.Nullable;

/** The parts of the read model that can be laid beside the events, in the order in which one builds on the other. */
public final class Parts {

    static final String ENTITIES = "entity-rows";
    static final String SUMS = "feed-sums";
    static final String LOGS = "side-logs";

    /** All of them. */
    static final String ALL = "all";

    /** What each holds. */
    static final Map<String, String> WHAT = Map.of(
            ENTITIES, "entities and their places in the feed, members of projects, owners of records",
            SUMS, "digests, newest places of projects, totals by type: added up from entity-rows",
            LOGS, "sync log, conflict log, id mappings");

    /** What no replay looks at, and why. */
    static final Map<String, String> LEFT = Map.of(
            "sync-queue", "parked mutations: rows of a moment, which the event that ends their waiting puts right",
            "dashboard counts",
                    "they count each event once by the token's move; what retention has let go cannot be told apart",
            "notifications", "what was sent was sent: nobody is told anything twice",
            "the feed's own past", "times of places and tombstones let go of are not made of events",
            "accounts, devices, sessions", "they are written by the command side itself and not made of events");

    private final StoredEvents events;
    private final EntityCorrections corrections;
    private final Function<String, ReplayedEntities> entities;
    private final LongFunction<RecentEntities> recent;
    private final FeedSums sums;
    private final Logs logs;

    /** Makes the one that lays the side logs beside the events. */
    public interface Logs {

        /**
         * Begins it.
         *
         * @param after the id of an entity behind which to begin
         * @param from the place before which nothing is compared
         */
        ReplayedLogs begin(String after, long from);
    }

    public Parts(
            StoredEvents events,
            EntityCorrections corrections,
            Function<String, ReplayedEntities> entities,
            LongFunction<RecentEntities> recent,
            FeedSums sums,
            Logs logs) {
        this.events = events;
        this.corrections = corrections;
        this.entities = entities;
        this.recent = recent;
        this.sums = sums;
        this.logs = logs;
    }

    /** What has this name, in order. */
    List<Part> named(String name, From from) {
        var place = place(from);
        return switch (name) {
            case ALL -> List.of(entities(from, place), sums(), logs(from, place));
            // What was put right may have been counted otherwise before.
            case ENTITIES -> List.of(entities(from, place), sums());
            case SUMS -> fromTheBeginning(from, sums());
            case LOGS -> List.of(logs(from, place));
            default ->
                throw SyncFailure.invalid(
                        "processor", "must be " + ENTITIES + ", " + SUMS + ", " + LOGS + " or " + ALL);
        };
    }

    private static List<Part> fromTheBeginning(From from, Part part) {
        if (!from.equals(From.BEGINNING)) {
            throw SyncFailure.invalid("from", "is not for " + part.name() + ", which always begins anew");
        }
        return List.of(part);
    }

    private long place(From from) {
        if (from.time() != null) {
            return Math.max(0, events.placeBefore(from.time()));
        }
        return from.place() == null ? 0 : Math.max(0, from.place() - 1);
    }

    private Part entities(From from, long place) {
        return from.place() == null && from.time() == null
                ? new AllEntities(entities.apply(from.after()), corrections, events.count())
                : new SomeEntities(recent.apply(place), corrections);
    }

    private Part sums() {
        return new Sums(sums);
    }

    private Part logs(From from, long place) {
        return new LogLines(logs.begin(from.after(), place + 1), events.count());
    }

    private record AllEntities(ReplayedEntities entities, EntityCorrections corrections, long total) implements Part {

        @Override
        public String name() {
            return ENTITIES;
        }

        @Override
        public Step next() {
            var chunk = entities.next();
            return step(chunk.events(), chunk.doubtful(), corrections, entities.reached(), chunk.isEnd());
        }
    }

    private record SomeEntities(RecentEntities entities, EntityCorrections corrections) implements Part {

        @Override
        public String name() {
            return ENTITIES;
        }

        @Override
        public long total() {
            return entities.total();
        }

        @Override
        public Step next() {
            var chunk = entities.next();
            return step(
                    chunk.events(), chunk.doubtful(), corrections, Long.toString(entities.reached()), chunk.isEnd());
        }
    }

    private static Part.Step step(
            long events, Set<String> doubtful, EntityCorrections corrections, @Nullable String reached, boolean isEnd) {
        if (doubtful.isEmpty()) {
            return new Part.Step(events, 0, 0, reached, isEnd);
        }
        var outcome = corrections.correct(doubtful);
        return new Part.Step(
                events, outcome.corrected().size(), outcome.misplaced().size(), reached, isEnd);
    }

    private static final class Sums implements Part {

        private final FeedSums sums;
        private String project = "";

        Sums(FeedSums sums) {
            this.sums = sums;
        }

        @Override
        public String name() {
            return SUMS;
        }

        /** It reads no events. */
        @Override
        public long total() {
            return 0;
        }

        @Override
        public Step next() {
            var some = sums.projectsAfter(project);
            if (some.isEmpty()) {
                return new Step(0, sums.correctTotals() ? 1 : 0, 0, null, true);
            }
            project = some.get(some.size() - 1);
            return new Step(0, some.stream().filter(sums::correct).count(), 0, null, false);
        }
    }

    private record LogLines(ReplayedLogs logs, long total) implements Part {

        @Override
        public String name() {
            return LOGS;
        }

        @Override
        public Step next() {
            var chunk = logs.next();
            return new Step(chunk.events(), chunk.corrected(), 0, logs.reached(), chunk.events() == 0);
        }
    }
}
