package com.startynk.sync.push.manager;

import com.startynk.sync.protocol.person.FindManagers;
import com.startynk.sync.protocol.person.Managers;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.axonframework.queryhandling.QueryGateway;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Knows who manages projects: as their accounts say, or the tokens with which they came last. */
public final class ProjectManagers {

    private static final Logger log = LoggerFactory.getLogger(ProjectManagers.class);
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private final ManagerRows rows;
    private final QueryGateway queries;

    ProjectManagers(ManagerRows rows, QueryGateway queries) {
        this.rows = rows;
        this.queries = queries;
    }

    /** Those of these people who manage the projects that they are in. */
    public Set<String> among(Set<String> userIds) {
        if (userIds.isEmpty()) {
            return Set.of();
        }
        var managers = new HashSet<>(rows.among(userIds));
        managers.addAll(withAccounts(userIds));
        return managers;
    }

    /** None where people log in elsewhere. */
    private Set<String> withAccounts(Set<String> userIds) {
        try {
            return queries.query(new FindManagers(userIds), Managers.class)
                    .get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)
                    .userIds();
        } catch (ExecutionException | TimeoutException e) {
            log.debug("Accounts cannot be asked about managers", e);
            return Set.of();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Set.of();
        }
    }
}
