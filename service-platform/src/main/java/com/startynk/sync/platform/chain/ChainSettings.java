package com.startynk.sync.platform.chain;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings of the chain over stored events.
 *
 * @param key makes the links, 32 bytes or more, kept anywhere but in the database; without one the chain shows accidents and
 *     careless hands, but whoever knows how it is made can make it anew
 * @param earlierKeys that made links before
 * @param sealAfter how old events are when they are sealed; longer than any transaction takes, for one that comes later would
 *     look as if it had been put in
 */
@ConfigurationProperties("startynk.audit")
public record ChainSettings(
        @Nullable String key,
        @DefaultValue List<String> earlierKeys,
        @DefaultValue("60s") Duration sealAfter) {

    private static final int SHORTEST_KEY = 32;

    public ChainSettings {
        key = key == null || key.isBlank() ? null : key;
        earlierKeys = earlierKeys.stream().filter(one -> !one.isBlank()).toList();
        if (Stream.concat(Stream.ofNullable(key), earlierKeys.stream())
                .anyMatch(one -> one.getBytes(StandardCharsets.UTF_8).length < SHORTEST_KEY)) {
            throw new IllegalArgumentException(
                    "each key of AUDIT_KEY and AUDIT_KEYS_EARLIER must have 32 bytes or more");
        }
    }

    @Override
    public String toString() {
        return "ChainSettings";
    }
}
