package com.startynk.sync.query.conflict;

import com.startynk.sync.platform.http.QueryParameters;
import com.startynk.sync.protocol.Caller;
import com.startynk.sync.protocol.Projects;
import com.startynk.sync.protocol.SyncFailure;
import com.startynk.sync.protocol.conflict.ConflictView;
import com.startynk.sync.protocol.conflict.ConflictView.ContestedField;
import com.startynk.sync.protocol.conflict.Resolution;
import com.startynk.sync.query.entity.ShownFields;
import com.startynk.sync.query.membership.Access;
import com.startynk.sync.query.platform.PageCursor;
import com.startynk.sync.query.platform.QuerySettings;
import com.startynk.sync.query.platform.ReadBarrier;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** Shows conflicts to who may read the entities that they are about. */
public final class ConflictReader {

    private static final String LIST = "conflicts";
    private static final int MAX_LIMIT = 1000;
    private static final int DEFAULT_LIMIT = 500;
    private static final Set<String> STATUSES = Set.of(ConflictView.PENDING, ConflictView.RESOLVED);

    private final ConflictRows rows;
    private final Access access;
    private final ShownFields shown;
    private final ReadBarrier barrier;
    private final QuerySettings settings;
    private final ConflictFields fields;

    public ConflictReader(
            ConflictRows rows,
            Access access,
            ShownFields shown,
            ReadBarrier barrier,
            QuerySettings settings,
            JsonMapper json) {
        this.rows = rows;
        this.access = access;
        this.shown = shown;
        this.barrier = barrier;
        this.settings = settings;
        this.fields = new ConflictFields(json);
    }

    /** One page, newest first. */
    record Page(List<ConflictView> items, @Nullable String nextCursor) {}

    ConflictView one(String conflictId, Caller caller) {
        var id = Access.id(conflictId);
        barrier.awaitAll(settings.feedWait());
        return rows.find(id)
                .filter(conflict ->
                        access.sees(caller, conflict.entityType(), conflict.entityId(), conflict.projectId()))
                .map(conflict -> views(List.of(conflict), caller).get(0))
                .orElseThrow(Access::notFound);
    }

    Page list(QueryParameters parameters, Caller caller) {
        var status = parameters.text("status");
        if (status != null && !STATUSES.contains(status)) {
            throw SyncFailure.invalid("status", "must be PENDING or RESOLVED");
        }
        var limit = parameters.integer("limit", 1, MAX_LIMIT, DEFAULT_LIMIT);
        var cursor = parameters.text("cursor");
        var after = cursor == null ? null : after(PageCursor.decode(cursor, LIST));
        var projects = projects(parameters.text("projectId"), caller);
        barrier.awaitAll(settings.feedWait());
        var found = rows.list(new ConflictRows.Filter(projects, access.sight(caller), status, after, limit + 1));
        var items = found.size() > limit ? found.subList(0, limit) : found;
        return new Page(views(items, caller), found.size() > limit ? cursorAfter(items.get(limit - 1)) : null);
    }

    private List<ConflictView> views(List<ConflictRow> rows, Caller caller) {
        var hidden = access.hiddenFields(caller);
        var view = shown.to(
                caller.roles(),
                rows.stream()
                        .map(row -> new ShownFields.Named(row.entityType(), row.entityId()))
                        .toList());
        return rows.stream().map(row -> view(row, hidden, view)).toList();
    }

    private ConflictView view(ConflictRow row, Map<String, Set<String>> hidden, ShownFields.View view) {
        var unseen = hidden.getOrDefault(row.entityType(), Set.of());
        return new ConflictView(
                row.conflictId(),
                row.entityType(),
                row.entityId(),
                row.projectId(),
                row.mutationId(),
                row.strategy(),
                Resolution.valueOf(row.resolution()),
                row.status(),
                fields.read(row).stream()
                        .filter(field -> !unseen.contains(field.field()))
                        .map(field -> opened(field, row, view))
                        .toList(),
                row.detectedAt(),
                new ConflictView.Author(row.userId(), row.deviceId()),
                row.resolvedAt(),
                row.resolvedBy());
    }

    private static ContestedField opened(ContestedField field, ConflictRow row, ShownFields.View view) {
        UnaryOperator<@Nullable Object> open =
                value -> view.opened(row.entityType(), row.entityId(), field.field(), value);
        return new ContestedField(
                field.field(),
                open.apply(field.base()),
                open.apply(field.client()),
                open.apply(field.server()),
                open.apply(field.merged()));
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

    private static String cursorAfter(ConflictRow last) {
        var time = Long.toString(last.detectedAt().toEpochMilli());
        return PageCursor.of(LIST, time, last.conflictId()).encode();
    }

    private static ConflictRows.After after(PageCursor cursor) {
        return new ConflictRows.After(cursor.time(0), cursor.text(1));
    }
}
