package com.startynk.sync.query.digest;

import com.startynk.sync.platform.trpc.Procedure;
import com.startynk.sync.protocol.Caller;
import com.startynk.sync.query.digest.DigestQuery.Below;
import com.startynk.sync.query.membership.Access;
import com.startynk.sync.query.platform.QuerySettings;
import com.startynk.sync.query.platform.ReadBarrier;
import java.time.Clock;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Digests over what a reader may see. */
public final class DigestReader {

    /** So many entities are told by name rather than counted. */
    private static final int FEW = 64;

    private final DigestRows rows;
    private final Access access;
    private final ReadBarrier barrier;
    private final QuerySettings settings;
    private final Clock clock;

    public DigestReader(DigestRows rows, Access access, ReadBarrier barrier, QuerySettings settings, Clock clock) {
        this.rows = rows;
        this.access = access;
        this.barrier = barrier;
        this.settings = settings;
        this.clock = clock;
    }

    public Procedure procedure() {
        return new Procedure(
                "sync.getDigest",
                Procedure.Kind.QUERY,
                (input, call) -> digest(DigestInput.read(input), call.caller()));
    }

    Digest digest(DigestQuery query, Caller caller) {
        var below = query.below();
        if (below != null) {
            access.readable(below.entityType(), caller);
        }
        barrier.awaitAll(settings.feedWait());
        var projects = projects(query, caller);
        return new Digest(
                below == null ? rows.wholes(projects, access.sight(caller)) : closer(projects, below, caller),
                clock.instant());
    }

    private List<? extends DigestItem> closer(@Nullable Collection<String> projects, Below below, Caller caller) {
        if (projects == null || projects.isEmpty()) {
            return List.of();
        }
        var project = projects.iterator().next();
        var sight = access.sight(caller).of(List.of(below.entityType()));
        var singles = rows.singles(project, sight, below.prefix(), FEW + 1);
        return singles.size() <= FEW ? singles : rows.parts(project, below.entityType(), sight, below.prefix());
    }

    /** Projects that the caller is not in are left out, as if there were none of them. Null stands for all. */
    private @Nullable Collection<String> projects(DigestQuery query, Caller caller) {
        var wanted = query.projectIds();
        if (caller.isAdmin()) {
            return wanted.isEmpty() ? null : wanted;
        }
        var all = access.projectsOf(caller);
        return wanted.isEmpty() ? all : wanted.stream().filter(all::contains).toList();
    }
}
