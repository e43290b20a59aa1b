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
 */
@ConfigurationProperties("startynk.parking")
public record ParkingSettings(
        @DefaultValue("30d") Duration patience,
        @DefaultValue("5s") Duration sweep,
        @DefaultValue("500") int sweepSize) {}
