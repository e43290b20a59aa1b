package com.startynk.sync.query.platform;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * Settings of the query side.
 *
 * @param batchSize how many events one transaction of the projection takes at most; larger ones give more throughput and hold
 *     the feed's head longer
 * @param gathering between the beginnings of two transactions of the projection at least, so that what comes thick and fast
 *     shares them; readers of what was just written wait so much longer then
 * @param feedWait how long a pull, a list or a status waits for what was published before it; longer than a projection
 *     takes, also in the first moments of a process; short enough to get by when it stands still
 * @param consistentWait how long a reader that asked for his own writes, or for one entity, waits
 * @param feedTimeStep how far apart the times are that {@code since} is looked up in; a pull by time repeats up to so much
 * @param nearCache how much memory copies of entities may take in the process that projects them
 * @param deadSequences of how many entities, or parked mutations, something may be a dead letter at a time; when more are broken the
 *     projection stands still, for then it is not a matter of single events
 */
@ConfigurationProperties("startynk.query")
public record QuerySettings(
        @DefaultValue("400") int batchSize,
        @DefaultValue("5ms") Duration gathering,
        @DefaultValue("1s") Duration feedWait,
        @DefaultValue("2s") Duration consistentWait,
        @DefaultValue("1s") Duration feedTimeStep,
        @DefaultValue("50MB") DataSize nearCache,
        @DefaultValue("1000") int deadSequences) {}
