package com.startynk.sync.platform.axon;

import java.time.Duration;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings of the event store and its processors.
 *
 * @param nodeId who claims tokens; random when not set, since cloned containers share host names and process ids. A process
 *     that is alone on its database had better keep one name: it then takes its own claims back at once after a crash,
 *     instead of waiting for {@code claimTimeout}
 * @param claimTimeout after which a silent node's token may be taken; longer than any pause of its garbage collector
 * @param fetchDelay how often events that other processes stored are looked for; those of this process wake the processors
 * @param cachedEvents the newest events, kept for processors that follow closely; one that is further behind reads by itself.
 *     Many would grow old in memory, and be copied by each collection until then
 * @param batchSize events that a processor takes in one transaction
 * @param gathering between the beginnings of two transactions of a processor at least, where its service says nothing else. A
 *     processor without it takes each event by itself as long as there is time for it, which is then not there for others
 */
@ConfigurationProperties("startynk.axon")
public record AxonSettings(
        @Nullable String nodeId,
        @DefaultValue("30s") Duration claimTimeout,
        @DefaultValue("20ms") Duration fetchDelay,
        @DefaultValue("2000") int cachedEvents,
        @DefaultValue("200") int batchSize,
        @DefaultValue("20ms") Duration gathering) {

    public AxonSettings {
        if (claimTimeout.compareTo(HeldClaims.CERTAIN.multipliedBy(2)) < 0) {
            throw new IllegalArgumentException("the claim timeout must be at least twice the " + HeldClaims.CERTAIN
                    + " for which a claim is relied on");
        }
        nodeId = nodeId == null || nodeId.isBlank() ? UUID.randomUUID().toString() : nodeId;
    }

    /** The node's name, given or made up. */
    public String node() {
        return String.valueOf(nodeId);
    }
}
