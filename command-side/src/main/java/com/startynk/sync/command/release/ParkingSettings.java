package com.startynk.sync.command.release;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How parked mutations wait.
 *
 * @param patience after which one that still waits becomes a dead letter; longer than a phone lies in a drawer over a holiday
 * @param sweep how often what should have been released is looked for: a release is lost when the process ends between an
 *     arrival and the release of what waited for it
 * @param sweepSize how many are read at a time
 * @param retry how often it is looked whether the next try of one that failed is due
 * @param firstBackoff before the second try of one that failed for now; doubled with each further one
 * @param longestBackoff between two tries at most
 * @param tries after which one that keeps failing becomes a dead letter. A database that is away counts as none
 */
@ConfigurationProperties("startynk.parking")
public record ParkingSettings(
        @DefaultValue("30d") Duration patience,
        @DefaultValue("5s") Duration sweep,
        @DefaultValue("500") int sweepSize,
        @DefaultValue("250ms") Duration retry,
        @DefaultValue("500ms") Duration firstBackoff,
        @DefaultValue("5m") Duration longestBackoff,
        @DefaultValue("10") int tries) {

    Backoff backoff() {
        return new Backoff(firstBackoff, longestBackoff);
    }
}
