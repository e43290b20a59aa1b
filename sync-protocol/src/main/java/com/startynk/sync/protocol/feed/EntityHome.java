package com.startynk.sync.protocol.feed;

import org.jspecify.annotations.Nullable;

/**
 * Where an entity lives.
 *
 * @param projectId null when there is no such entity
 */
public record EntityHome(@Nullable String projectId) {}
