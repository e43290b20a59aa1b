package com.startynk.sync.command.intake;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What the intake takes.
 *
 * @param maxItemBytes UTF-8 bytes of one item; large enough for a day's checklist, small enough for an event
 * @param maxBatchItems items of one batch
 * @param checksumRequired whether an item with data must carry a checksum
 * @param laneThreads groups decided at the same time, each on one of the database's connections; 0 for one a processor, from
 *     2 to 8. More of them decide smaller groups, and each group costs a transaction: with 8 on two processors a single change
 *     costs half as much again
 * @param laneCapacity mutations waiting in one lane before more are answered {@code RETRY}
 * @param groupSize mutations decided in one unit of work at most: longer ones hold locks and delay those behind
 * @param feedDelay how far the feed may fall behind before those who write wait for it
 * @param feedPatience how long a group waits for it then, where eight are decided at the same time, and in proportion where
 *     fewer are: also while a feed has a long way to catch up, changes are taken in
 */
@ConfigurationProperties("startynk.intake")
public record IntakeSettings(
        @DefaultValue("65536") int maxItemBytes,
        @DefaultValue("500") int maxBatchItems,
        @DefaultValue("false") boolean checksumRequired,
        @DefaultValue("0") int laneThreads,
        @DefaultValue("10000") int laneCapacity,
        @DefaultValue("200") int groupSize,
        @DefaultValue("500ms") Duration feedDelay,
        @DefaultValue("100ms") Duration feedPatience) {

    private static final int FEWEST = 2;
    private static final int MOST = 8;

    public IntakeSettings {
        laneThreads = laneThreads > 0 ? laneThreads : oneAProcessor();
    }

    /** How long a group waits for the feed: threads that wait decide nothing for others either. */
    Duration patience() {
        return feedPatience.multipliedBy(Math.min(laneThreads, MOST)).dividedBy(MOST);
    }

    private static int oneAProcessor() {
        return Math.min(Math.max(FEWEST, Runtime.getRuntime().availableProcessors()), MOST);
    }
}
