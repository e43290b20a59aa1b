package com.startynk.sync.push.announcement;

import com.startynk.sync.protocol.Caller;
import com.startynk.sync.protocol.ErrorCode;
import com.startynk.sync.protocol.Projects;
import com.startynk.sync.protocol.SyncFailure;
import com.startynk.sync.protocol.feed.FindMembers;
import com.startynk.sync.protocol.feed.FindMemberships;
import com.startynk.sync.protocol.feed.FindProject;
import com.startynk.sync.protocol.feed.Members;
import com.startynk.sync.protocol.feed.Memberships;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.axonframework.queryhandling.QueryGateway;

/** Asks the reading side who is in a project. */
final class ProjectPeople {

    private static final long PATIENCE_SECONDS = 5;

    private final QueryGateway queries;

    ProjectPeople(QueryGateway queries) {
        this.queries = queries;
    }

    /**
     * The members of a project of the caller's.
     *
     * @throws SyncFailure {@code FORBIDDEN} where he is no member; {@code NOT_FOUND} for an admin where there is no such project
     */
    Set<String> of(String projectId, Caller caller) {
        var id = Projects.normal(projectId);
        if (id.equals(Projects.ORG)) {
            throw SyncFailure.invalid("projectId", "everybody is in org: name people or a project");
        }
        if (caller.isAdmin()) {
            if (!answer(queries.query(new FindProject(id), Boolean.class))) {
                throw new SyncFailure(ErrorCode.NOT_FOUND, "There is no such project.");
            }
        } else if (!answer(queries.query(new FindMemberships(caller.userId()), Memberships.class))
                .projectIds()
                .contains(id)) {
            throw new SyncFailure(ErrorCode.FORBIDDEN, "Only members of a project may do that.");
        }
        return answer(queries.query(new FindMembers(id), Members.class)).userIds();
    }

    private static <T> T answer(CompletableFuture<T> question) {
        try {
            return question.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (TimeoutException e) {
            throw SyncFailure.unavailable("Projects cannot be looked up now.");
        } catch (ExecutionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw SyncFailure.unavailable("The server is stopping.");
        }
    }
}
