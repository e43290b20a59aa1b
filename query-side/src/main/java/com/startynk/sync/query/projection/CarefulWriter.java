package com.startynk.sync.query.projection;

import com.startynk.sync.query.deadletter.DeadLetter;
import com.startynk.sync.query.deadletter.DeadLetterQueue;
import com.startynk.sync.query.deadletter.Poison;
import com.startynk.sync.query.deadletter.Savepoints;
import com.startynk.sync.query.projection.Projected.Entry;
import com.startynk.sync.query.updates.FeedPositions;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Writes of a batch what can be written, and parks the rest: an event that cannot, and whatever comes after it of the same entity.
 * All in the transaction of the token, so no event is lost and none is in both places.
 */
public final class CarefulWriter {

    private final ReadModelWriter writer;
    private final FeedPositions positions;
    private final DeadLetterQueue letters;
    private final Savepoints savepoints;

    public CarefulWriter(
            ReadModelWriter writer, FeedPositions positions, DeadLetterQueue letters, Savepoints savepoints) {
        this.writer = writer;
        this.positions = positions;
        this.letters = letters;
        this.savepoints = savepoints;
    }

    /** Which event of an entity cannot be written, and why. */
    private record Poisoned(Fact fact, RuntimeException failure) {}

    /** @param about is told what will be written, before it is */
    Written write(EventBatch batch, Consumer<List<Entry>> about) {
        var from = positions.lockHead();
        // Only under the lock: a retry that ran meanwhile has taken what was parked.
        var held = letters.sequences();
        var parked = new ArrayList<DeadLetter>();
        var free = new ArrayList<Fact>();
        for (var unreadable : batch.unreadable()) {
            var waits = held.contains(unreadable.event().getAggregateIdentifier());
            parked.add(letters.letter(unreadable.event(), waits ? null : unreadable.failure()));
        }
        for (var fact : batch.facts()) {
            if (held.contains(fact.entityId())
                    || batch.unreadable().stream().anyMatch(unreadable -> unreadable.isBefore(fact))) {
                parked.add(letter(fact, null));
            } else {
                free.add(fact);
            }
        }
        var projected = free.isEmpty() ? null : write(from, free, parked, about);
        letters.park(parked);
        return new Written(projected, parked.stream().map(DeadLetter::eventId).toList());
    }

    private @Nullable Projected write(
            long from, List<Fact> facts, List<DeadLetter> parked, Consumer<List<Entry>> about) {
        try {
            return save(from, facts, about);
        } catch (RuntimeException e) {
            if (!Poison.isBehind(e)) {
                throw e;
            }
            var good = new ArrayList<Fact>();
            var poisoned = poisoned(facts);
            for (var fact : facts) {
                var poison = poisoned.get(fact.entityId());
                if (poison == null || fact.sequence() < poison.fact().sequence()) {
                    good.add(fact);
                } else {
                    parked.add(letter(fact, fact.sequence() == poison.fact().sequence() ? poison.failure() : null));
                }
            }
            return good.isEmpty() ? null : save(from, good, about);
        }
    }

    private Projected save(long from, List<Fact> facts, Consumer<List<Entry>> about) {
        return savepoints.within(() -> writer.write(from, facts, about));
    }

    /** Writes in smaller and smaller portions to find out, and takes all of it back. */
    private Map<String, Poisoned> poisoned(List<Fact> facts) {
        var found = new HashMap<String, Poisoned>();
        savepoints.trying(() -> search(facts, found));
        return found;
    }

    /** In order: what an event needs is there when its turn comes, and what could be written stays until the end. */
    private void search(List<Fact> facts, Map<String, Poisoned> found) {
        var portion = facts.stream()
                .filter(fact -> !found.containsKey(fact.entityId()))
                .toList();
        if (portion.isEmpty()) {
            return;
        }
        try {
            save(positions.lockHead(), portion, entries -> {});
        } catch (RuntimeException e) {
            if (!Poison.isBehind(e)) {
                throw e;
            }
            if (portion.size() == 1) {
                found.put(portion.get(0).entityId(), new Poisoned(portion.get(0), e));
            } else {
                search(portion.subList(0, portion.size() / 2), found);
                search(portion.subList(portion.size() / 2, portion.size()), found);
            }
        }
    }

    private DeadLetter letter(Fact fact, @Nullable RuntimeException failure) {
        return letters.letter(
                fact.entityId(), fact.sequence(), fact.eventId(), fact.event().getClass(), failure);
    }
}
