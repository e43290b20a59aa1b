package com.startynk.sync.platform.session;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How soon every node knows of a revocation.
 *
 * @param interval how often a node looks into the database and lets itself be heard on Redis; usually it is told at once
 * @param maxAge when a node has neither looked nor heard anything for this long, it lets nobody in until it has
 */
@ConfigurationProperties("startynk.revocations")
public record RevocationSettings(
        @DefaultValue("1s") Duration interval,
        @DefaultValue("4s") Duration maxAge) {

    public RevocationSettings {
        if (interval.isNegative()
                || interval.isZero()
                || interval.multipliedBy(2).compareTo(maxAge) > 0) {
            throw new IllegalArgumentException("startynk.revocations: max-age must be two intervals at least");
        }
    }
}
