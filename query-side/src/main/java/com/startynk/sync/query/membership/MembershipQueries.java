package com.startynk.sync.query.membership;

import com.startynk.sync.protocol.feed.FindMembers;
import com.startynk.sync.protocol.feed.FindMemberships;
import com.startynk.sync.protocol.feed.FindProject;
import com.startynk.sync.protocol.feed.Members;
import com.startynk.sync.protocol.feed.Memberships;
import org.axonframework.queryhandling.QueryHandler;

/** Answers other services about projects and their people. */
public final class MembershipQueries {

    private final MembershipFacts facts;

    public MembershipQueries(MembershipFacts facts) {
        this.facts = facts;
    }

    @QueryHandler
    Memberships handle(FindMemberships query) {
        return facts.atHead(query.userId());
    }

    @QueryHandler
    Members handle(FindMembers query) {
        return facts.membersOf(query.projectId());
    }

    @QueryHandler
    boolean handle(FindProject query) {
        return facts.exists(query.projectId());
    }
}
