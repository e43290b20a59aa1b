package com.startynk.sync.query.replay;

import com.startynk.sync.platform.axon.ProcessorPositions;
import com.startynk.sync.platform.axon.StoredEvents;
import com.startynk.sync.query.deadletter.DeadLetters;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.axonframework.config.Configuration;

/** The projections of this release, and what a replay does with them. */
public final class Projections {

    private final Configuration axon;
    private final StoredEvents events;
    private final ProcessorPositions positions;
    private final DeadLetters letters;

    public Projections(Configuration axon, StoredEvents events, ProcessorPositions positions, DeadLetters letters) {
        this.axon = axon;
        this.events = events;
        this.positions = positions;
        this.letters = letters;
    }

    /**
     * All of them.
     *
     * @param replays what can be replayed, by its name, with what it holds
     * @param left what cannot, and why
     */
    record Listed(List<Processor> processors, Map<String, String> replays, Map<String, String> left) {}

    /**
     * A processor of events in this process, which may run on another node.
     *
     * @param position the place in the event store that it has come to
     * @param lag how many places the newest event is ahead
     * @param deadLetters events that it could not take, with those behind them
     */
    record Processor(String name, long position, long lag, long deadLetters) {}

    Listed list() {
        var head = events.head();
        var processors = axon.eventProcessingConfiguration().eventProcessors().keySet().stream()
                .sorted()
                .map(name -> processor(name, head))
                .toList();
        return new Listed(processors, new TreeMap<>(Parts.WHAT), new TreeMap<>(Parts.LEFT));
    }

    private Processor processor(String name, long head) {
        var position = positions.of(name);
        return new Processor(
                name,
                position,
                Math.max(0, head - position),
                letters.parked(name).events());
    }
}
