package com.startynk.sync.protocol.feed;

/** Query: whether a project exists. Answered with a {@link Boolean}. */
public record FindProject(String projectId) {}
