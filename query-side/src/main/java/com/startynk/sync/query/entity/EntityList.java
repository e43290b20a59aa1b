package com.startynk.sync.query.entity;

import com.startynk.sync.catalog.EntityType;
import com.startynk.sync.platform.http.QueryParameters;
import com.startynk.sync.protocol.Caller;
import com.startynk.sync.protocol.ErrorCode;
import com.startynk.sync.protocol.Projects;
import com.startynk.sync.protocol.SyncFailure;
import com.startynk.sync.query.membership.Access;
import com.startynk.sync.query.platform.PageCursor;
import com.startynk.sync.query.platform.QuerySettings;
import com.startynk.sync.query.platform.ReadBarrier;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Lists entities of a type, page by page. */
public final class EntityList {

    private static final int MAX_LIMIT = 1000;
    private static final int DEFAULT_LIMIT = 500;
    private static final Set<String> OWN_PARAMETERS = Set.of("projectId", "sort", "cursor", "limit");

    private final EntityListRows rows;
    private final Access access;
    private final ReadBarrier barrier;
    private final QuerySettings settings;

    public EntityList(EntityListRows rows, Access access, ReadBarrier barrier, QuerySettings settings) {
        this.rows = rows;
        this.access = access;
        this.barrier = barrier;
        this.settings = settings;
    }

    /** One page. */
    record Page(List<EntityView> items, @Nullable String nextCursor) {}

    Page read(EntityType type, QueryParameters parameters, Caller caller) {
        var filters = new TreeSet<>(parameters.names())
                .stream()
                        .filter(name -> !OWN_PARAMETERS.contains(name))
                        .map(name -> filter(type, name, parameters))
                        .toList();
        var sort = SortKey.of(parameters.text("sort"), type);
        var hidden = type.hiddenFields(caller.roles());
        requireShown(parameters.names(), hidden);
        requireShown(List.of(sort.name()), hidden);
        var limit = parameters.integer("limit", 1, MAX_LIMIT, DEFAULT_LIMIT);
        var list = type.name() + "/" + sort.name() + "/" + sort.descending();
        var cursor = parameters.text("cursor");
        var after = cursor == null ? null : PageCursor.decode(cursor, list);
        var projects = projects(parameters.text("projectId"), caller);
        var sight = access.sight(caller).of(List.of(type.name()));
        barrier.awaitAll(settings.feedWait());
        var found = rows.list(new EntityListRows.Wanted(sight, projects, filters, sort, after, limit + 1));
        var items = found.size() > limit ? found.subList(0, limit) : found;
        return new Page(
                items.stream().map(EntityListRows.Item::entity).toList(),
                found.size() > limit ? cursorAfter(items.get(limit - 1), list) : null);
    }

    private static FieldFilter filter(EntityType type, String name, QueryParameters parameters) {
        var field = type.fields().get(name);
        if (field == null) {
            throw SyncFailure.invalid(name, "is no field of " + type.name());
        }
        var wanted = parameters.text(name);
        return FieldFilter.of(field, wanted == null ? "" : wanted);
    }

    /** What is found by a field, and in which order, tells what it holds. */
    private static void requireShown(Collection<String> fields, Set<String> hidden) {
        for (var field : fields) {
            if (hidden.contains(field)) {
                throw new SyncFailure(ErrorCode.FORBIDDEN, "your roles may not read " + field);
            }
        }
    }

    /** Null stands for all projects. */
    private @Nullable Collection<String> projects(@Nullable String named, Caller caller) {
        if (named != null) {
            var projectId = Projects.normal(named);
            access.requireProject(caller, projectId);
            return List.of(projectId);
        }
        return caller.isAdmin() ? null : access.projectsOf(caller);
    }

    private static String cursorAfter(EntityListRows.Item last, String list) {
        return PageCursor.of(list, last.key(), last.entity().entityId()).encode();
    }
}
