package com.startynk.sync.protocol.feed;

/** Query: who is in a project. Answered with {@link Members}. */
public record FindMembers(String projectId) {}
