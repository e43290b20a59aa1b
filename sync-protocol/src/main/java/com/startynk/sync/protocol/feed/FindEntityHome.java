package com.startynk.sync.protocol.feed;

/** Query: the project in which an entity lives. Answered with an {@link EntityHome}. */
public record FindEntityHome(String entityType, String entityId) {}
