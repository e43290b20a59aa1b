package com.startynk.sync.command.intake;

import com.startynk.sync.platform.axon.ProcessorDelays;

/**
 * Lets those who take in changes wait for the feed when it falls behind. Both share a machine, and many threads that write
 * would else leave too little of it to the one that lets others read.
 */
final class FeedPace {

    /** The projection that gives changes their place in the feed. */
    static final String FEED = "entity-rows";

    private final ProcessorDelays delays;
    private final IntakeSettings settings;

    FeedPace(ProcessorDelays delays, IntakeSettings settings) {
        this.delays = delays;
        this.settings = settings;
    }

    /** Before each group of mutations. */
    void keep() {
        try {
            delays.awaitLessThan(settings.feedDelay(), FEED, settings.feedPatience());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
