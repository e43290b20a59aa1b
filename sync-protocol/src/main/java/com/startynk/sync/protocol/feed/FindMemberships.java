package com.startynk.sync.protocol.feed;

/** Query: the projects of which a user is a member, {@code org} among them. Answered with {@link Memberships}. */
public record FindMemberships(String userId) {}
