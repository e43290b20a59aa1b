package com.startynk.sync.query.dashboard;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings of the dashboards.
 *
 * @param silentAfter how long a device may be unheard of before it is shown as silent; longer than a weekend
 * @param forgottenAfter after which it is not shown any more: it is with somebody else by then, or in a drawer
 * @param silentDevices how many of them are shown, the longest silent first
 * @param deviceFigures how old figures about people and devices may be; they cost a look at each of those devices
 */
@ConfigurationProperties("startynk.dashboard")
public record DashboardSettings(
        @DefaultValue("3d") Duration silentAfter,
        @DefaultValue("30d") Duration forgottenAfter,
        @DefaultValue("50") int silentDevices,
        @DefaultValue("1m") Duration deviceFigures) {

    public DashboardSettings {
        if (forgottenAfter.compareTo(silentAfter) <= 0) {
            throw new IllegalArgumentException(
                    "startynk.dashboard.forgotten-after must be longer than startynk.dashboard.silent-after");
        }
    }
}
