package com.startynk.sync.query.dashboard;

import com.startynk.sync.catalog.Action;
import com.startynk.sync.catalog.EntityCatalog;
import com.startynk.sync.protocol.Caller;
import com.startynk.sync.protocol.ErrorCode;
import com.startynk.sync.protocol.Projects;
import com.startynk.sync.protocol.SyncFailure;
import com.startynk.sync.query.membership.Access;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What a dashboard is about.
 *
 * @param projects those of a manager; null for an admin, who sees all of them together
 * @param types the entity types that the caller's roles may read; nothing is told of others
 */
record Scope(@Nullable List<String> projects, Set<String> types) {

    /**
     * A manager's projects are those that name him; what belongs to everybody ({@code org}) is no project of his.
     *
     * @throws SyncFailure {@code FORBIDDEN} for others than managers and admins
     */
    static Scope of(Caller caller, Access access, EntityCatalog catalog) {
        if (!caller.managesProjects()) {
            throw new SyncFailure(ErrorCode.FORBIDDEN, "dashboards are for admins and project managers");
        }
        var types = catalog.types().stream()
                .filter(type -> type.permits(Action.READ, caller.roles()))
                .map(type -> type.name())
                .collect(Collectors.toUnmodifiableSet());
        return new Scope(
                caller.isAdmin()
                        ? null
                        : access.projectsOf(caller).stream()
                                .filter(project -> !project.equals(Projects.ORG))
                                .sorted()
                                .toList(),
                types);
    }

    boolean shows(String entityType) {
        return types.contains(entityType);
    }
}
