package com.startynk.sync.command.entity;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How entities are kept in memory, and how much may wait for them.
 *
 * @param cached entities kept, a few KiB each; those that a crew works on in a day should fit
 * @param snapshotAfter events of an entity after which its state is stored, so that loading it reads few
 * @param lockTimeout how long a group waits for an entity that another one holds, before it is answered {@code RETRY}
 * @param parkedPerDevice mutations of one device that may wait for what they refer to; a device with more of them has lost
 *     its parents for good, or means no good, and is told to try later
 */
@ConfigurationProperties("startynk.entities")
public record EntitySettings(
        @DefaultValue("50000") int cached,
        @DefaultValue("100") int snapshotAfter,
        @DefaultValue("5s") Duration lockTimeout,
        @DefaultValue("2000") int parkedPerDevice) {}
