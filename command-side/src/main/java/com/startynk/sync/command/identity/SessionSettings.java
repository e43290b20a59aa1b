package com.startynk.sync.command.identity;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How long people stay signed in.
 *
 * @param accessTokenLifetime how long a stolen access token is good for at most
 * @param refreshTokenLifetime how long a phone may be off before its owner has to log in again
 * @param hashingThreads how many passwords are hashed at once; each takes a processor and 16 MiB for a moment
 * @param hashingPatience how long a login waits for its turn before it is refused as overload
 */
@ConfigurationProperties("startynk.sessions")
record SessionSettings(
        @DefaultValue("15m") Duration accessTokenLifetime,
        @DefaultValue("30d") Duration refreshTokenLifetime,
        @DefaultValue("2") int hashingThreads,
        @DefaultValue("3s") Duration hashingPatience) {

    SessionSettings {
        if (accessTokenLifetime.compareTo(Duration.ofSeconds(1)) < 0) {
            throw new IllegalArgumentException("an access token must live for a second at least");
        }
        if (refreshTokenLifetime.compareTo(accessTokenLifetime) <= 0) {
            throw new IllegalArgumentException("a refresh token must outlive its access token");
        }
        if (hashingThreads < 1) {
            throw new IllegalArgumentException("one password at least must be hashed at once");
        }
    }
}
