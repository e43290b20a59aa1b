package com.startynk.sync.query.membership;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.startynk.sync.protocol.Projects;
import com.startynk.sync.protocol.feed.Members;
import com.startynk.sync.protocol.feed.Memberships;
import com.startynk.sync.query.platform.QuerySettings;
import com.startynk.sync.query.platform.ReadBarrier;
import java.time.Duration;
import java.util.Collection;

/**
 * Who is in which project, from memory where that is right: the projection of this process drops what it changes, and what
 * another process changes is seen after {@link #ELSEWHERE}.
 */
public final class MembershipFacts {

    private static final Duration ELSEWHERE = Duration.ofSeconds(2);

    private final MembershipRows rows;
    private final ReadBarrier barrier;
    private final QuerySettings settings;
    private final Cache<String, Memberships> byUser = Caffeine.newBuilder()
            .maximumSize(20_000)
            .expireAfterWrite(ELSEWHERE)
            .build();

    /** A project that exists once exists for ever, so only these are remembered. */
    private final Cache<String, Boolean> existing =
            Caffeine.newBuilder().maximumSize(100_000).build();

    public MembershipFacts(MembershipRows rows, ReadBarrier barrier, QuerySettings settings) {
        this.rows = rows;
        this.barrier = barrier;
        this.settings = settings;
    }

    /** The projects of a user, {@code org} among them, as of now: acknowledged changes are in. */
    public Memberships of(String userId) {
        barrier.awaitMemberships(settings.consistentWait());
        return byUser.get(userId, rows::of);
    }

    /**
     * The same at the feed's head, after everything that had been stored before the question: for who goes on from that
     * place, and need not be told what came before it.
     */
    public Memberships atHead(String userId) {
        barrier.awaitAll(settings.feedWait());
        return rows.of(userId);
    }

    /** The people of a project as of now: acknowledged changes are in. */
    public Members membersOf(String projectId) {
        barrier.awaitMemberships(settings.consistentWait());
        return rows.membersOf(projectId);
    }

    /** Whether there is such a project, deleted or not. */
    public boolean exists(String projectId) {
        if (projectId.equals(Projects.ORG) || existing.getIfPresent(projectId) != null) {
            return true;
        }
        barrier.awaitEntity(projectId, settings.consistentWait());
        var exists = rows.exists(projectId);
        if (exists) {
            existing.put(projectId, true);
        }
        return exists;
    }

    /** To be called after a commit that changed who is in a project. */
    public void forget(Collection<String> userIds) {
        userIds.forEach(byUser::invalidate);
    }
}
