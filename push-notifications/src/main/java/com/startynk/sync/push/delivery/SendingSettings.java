package com.startynk.sync.push.delivery;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How messages are sent.
 *
 * @param workers threads of this node that send, each one request at a time; none leaves it to other nodes
 * @param connections requests that all nodes together have open at Expo
 * @param rate messages a second of all nodes together, in any second
 * @param lease after which a worker that has not said what became of a request is taken for dead; far longer than a request
 * @param sweep how often what is due, late or forgotten is looked for
 * @param firstPause before the second try; each pause is twice the one before, and half of it is by chance
 * @param longestPause where that ends
 * @param giveUpAfter how old a message may become before it is better not sent
 * @param unknownTries how often a message that may be sent twice is sent when no answer comes
 * @param checkAfter how long after a message of which nobody knows what became of it its phone is asked whether it is there
 * @param receiptTimes when receipts are asked for, counted from the ticket; null for Expo's own times, or for seconds where a
 *     stand-in is spoken to
 * @param receiptsUntil when Expo is asked no more; it forgets receipts after a day
 * @param breakTime how long nothing is sent after Expo has refused our credentials
 * @param perHour how many notifications wake a person within an hour; {@code CRITICAL} ones are free
 * @param perCategory how many of one category do; a rule may say another number. What people tell each other has no such bound
 * @param grace how long a message is held back whose device has an open socket, so that it can be seen there; zero for not at all
 * @param idleTokens after which a token that did not register again is forgotten; Google does so after 270 days
 * @param keep how long it is known what became of a message
 * @param queue names the stream on Redis, which nodes of one installation share
 */
@ConfigurationProperties("startynk.push")
public record SendingSettings(
        @DefaultValue("4") int workers,
        @DefaultValue("6") int connections,
        @DefaultValue("600") int rate,
        @DefaultValue("60s") Duration lease,
        @DefaultValue("500ms") Duration sweep,
        @DefaultValue("1s") Duration firstPause,
        @DefaultValue("5m") Duration longestPause,
        @DefaultValue("24h") Duration giveUpAfter,
        @DefaultValue("3") int unknownTries,
        @DefaultValue("1m") Duration checkAfter,
        @Nullable List<Duration> receiptTimes,
        @DefaultValue("1410m") Duration receiptsUntil,
        @DefaultValue("60s") Duration breakTime,
        @DefaultValue("60") int perHour,
        @DefaultValue("20") int perCategory,
        @DefaultValue("1s") Duration grace,
        @DefaultValue("270d") Duration idleTokens,
        @DefaultValue("30d") Duration keep,
        @DefaultValue("startynk:push") String queue) {

    /** A request takes this many messages at most. */
    static final int CHUNK = 100;

    public SendingSettings {
        if (rate < 2 * CHUNK) {
            throw new IllegalArgumentException("startynk.push.rate must be 200 or more: a request takes 100 at once");
        }
        if (workers < 0 || connections < 1 || unknownTries < 1 || perCategory < 1) {
            throw new IllegalArgumentException(
                    "startynk.push.workers, .connections, .unknown-tries and .per-category must be at least 0, 1, 1 and 1");
        }
        receiptTimes = receiptTimes == null || receiptTimes.isEmpty() ? null : List.copyOf(receiptTimes);
    }
}
