package com.startynk.sync.protocol.feed;

import org.jspecify.annotations.Nullable;

/**
 * Where an entity lives, and whose it is.
 *
 * @param projectId null when there is no such entity
 * @param owner the key of its owner, where its type lets some see only their own
 */
public record EntityHome(
        @Nullable String projectId, @Nullable String owner) {}
