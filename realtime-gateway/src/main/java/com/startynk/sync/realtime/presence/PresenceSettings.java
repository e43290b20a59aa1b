package com.startynk.sync.realtime.presence;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How presence is kept and told.
 *
 * @param grace how long somebody whose connection broke still counts as present
 * @param lease how long the people of a node that says nothing still count; with {@code renewal} it is the time after which
 *     those of a killed node are offline
 * @param renewal how often a node says that it lives, and looks who else does
 * @param flush how long changes are gathered before they are told and published
 * @param deliveries {@code presence:changed} messages a second that a node sends to the sockets of one project together; what
 *     is more waits, the newest state of each person only
 */
@ConfigurationProperties("startynk.realtime.presence")
public record PresenceSettings(
        @DefaultValue("15s") Duration grace,
        @DefaultValue("15s") Duration lease,
        @DefaultValue("2s") Duration renewal,
        @DefaultValue("200ms") Duration flush,
        @DefaultValue("5000") int deliveries) {

    public PresenceSettings {
        if (lease.compareTo(renewal.multipliedBy(3)) < 0) {
            throw new IllegalArgumentException(
                    "startynk.realtime.presence.lease must be three times as long as renewal, or longer");
        }
        if (deliveries < 1) {
            throw new IllegalArgumentException("startynk.realtime.presence.deliveries must be 1 at least");
        }
    }
}
