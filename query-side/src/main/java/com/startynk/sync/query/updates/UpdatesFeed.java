package com.startynk.sync.query.updates;

import com.startynk.sync.catalog.EntityCatalog;
import com.startynk.sync.protocol.Caller;
import com.startynk.sync.protocol.ErrorCode;
import com.startynk.sync.protocol.SyncFailure;
import com.startynk.sync.protocol.updates.Change;
import com.startynk.sync.protocol.updates.ChangeOperation;
import com.startynk.sync.protocol.updates.UpdatesCursor;
import com.startynk.sync.protocol.updates.UpdatesCursor.Mark;
import com.startynk.sync.protocol.updates.UpdatesPage;
import com.startynk.sync.protocol.updates.UpdatesQuery;
import com.startynk.sync.query.cachepolicy.KnownPolicies;
import com.startynk.sync.query.entity.ShownFields;
import com.startynk.sync.query.entity.StoredFields;
import com.startynk.sync.query.membership.Access;
import com.startynk.sync.query.ownership.Sight;
import com.startynk.sync.query.platform.DeploymentRows;
import com.startynk.sync.query.platform.QuerySettings;
import com.startynk.sync.query.platform.ReadBarrier;
import com.startynk.sync.query.platform.UtcTimes;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Pages of the feed for one reader. */
public final class UpdatesFeed {

    /** How far clocks may be apart before a pull by time could miss something. */
    private static final Duration CLOCK_MARGIN = Duration.ofSeconds(10);

    private final FeedRows rows;
    private final FeedPositions positions;
    private final Access access;
    private final EntityCatalog catalog;
    private final DeploymentRows deployment;
    private final StoredFields json;
    private final ShownFields shown;
    private final KnownPolicies policies;
    private final ReadBarrier barrier;
    private final QuerySettings settings;
    private final Clock clock;

    public UpdatesFeed(
            FeedRows rows,
            FeedPositions positions,
            Access access,
            EntityCatalog catalog,
            DeploymentRows deployment,
            StoredFields json,
            ShownFields shown,
            KnownPolicies policies,
            ReadBarrier barrier,
            QuerySettings settings,
            Clock clock) {
        this.rows = rows;
        this.positions = positions;
        this.access = access;
        this.catalog = catalog;
        this.deployment = deployment;
        this.json = json;
        this.shown = shown;
        this.policies = policies;
        this.barrier = barrier;
        this.settings = settings;
        this.clock = clock;
    }

    FeedPage pull(Caller caller, UpdatesQuery query, boolean readYourWrites) {
        var sight = sight(caller, query);
        var cursor = cursor(caller, query);
        barrier.awaitAll(readYourWrites ? settings.consistentWait() : settings.feedWait());
        var some = !query.projectIds().isEmpty();
        var horizon = horizon(caller, query, cursor);
        var pull = Pull.of(cursor, horizon, some, since(query, horizon));
        var losses = sight.isNarrowed();
        var stretches = caller.isAdmin() ? pull.stretchesOfAdmin(losses) : pull.stretches(losses);
        var found = rows.first(query.limit() + 1, stretches, sight);
        var hasMore = found.size() > query.limit();
        var told = hasMore ? found.subList(0, query.limit()) : found;
        var next = pull.after(hasMore ? markOf(told.get(told.size() - 1)) : null);
        return new FeedPage(
                shown(told, caller),
                next.in(horizon.tombstones().generation()).encode(deployment.id()),
                hasMore,
                clock.instant(),
                policies.version());
    }

    private List<FeedRow> shown(List<FeedRow> rows, Caller caller) {
        if (shown.areAlwaysAsStored(caller.roles())) {
            return rows;
        }
        var named = rows.stream()
                .map(row -> new ShownFields.Named(row.entityType(), row.entityId()))
                .toList();
        var view = shown.to(caller.roles(), named);
        return rows.stream()
                .map(row -> row.with(view.shown(row.entityType(), row.entityId(), row.data())))
                .toList();
    }

    /** Where this reader would be after everything that was stored before the question. */
    String cursorAtEnd(Caller caller) {
        barrier.awaitAll(settings.consistentWait());
        var scope = UpdatesCursor.scope(caller.userId(), caller.roles(), catalog.names());
        return UpdatesCursor.ofAll(scope, positions.head().position()).encode(deployment.id());
    }

    /** The page for who is not a client but another service. */
    UpdatesPage typed(FeedPage page) {
        return new UpdatesPage(
                page.rows().stream().map(this::change).toList(),
                page.cursor(),
                page.hasMore(),
                page.serverTime().truncatedTo(ChronoUnit.MILLIS),
                page.policiesVersion());
    }

    /** Types that the roles may not read are left out, as if there were none of them. */
    private Sight sight(Caller caller, UpdatesQuery query) {
        query.entityTypes().forEach(type -> {
            if (catalog.find(type).isEmpty()) {
                throw new SyncFailure(ErrorCode.UNKNOWN_ENTITY_TYPE, "entityTypes names a type that is not declared");
            }
        });
        var sight = access.sight(caller);
        return query.entityTypes().isEmpty() ? sight : sight.of(query.entityTypes());
    }

    private UpdatesCursor cursor(Caller caller, UpdatesQuery query) {
        var types = query.entityTypes().isEmpty() ? catalog.names() : query.entityTypes();
        var scope = UpdatesCursor.scope(caller.userId(), caller.roles(), types);
        var text = query.cursor();
        if (text == null) {
            return UpdatesCursor.ofNothing(scope);
        }
        return UpdatesCursor.decode(text, deployment.id())
                .filter(cursor -> cursor.scope() == scope)
                .orElseThrow(() -> invalidCursor("this cursor does not fit; pull again without one"));
    }

    /** Judges the cursor by all of the reader's standings, for the next one will not be judged by these tombstones again. */
    private Horizon horizon(Caller caller, UpdatesQuery query, UpdatesCursor cursor) {
        var wanted = new HashSet<>(query.projectIds());
        var all = caller.isAdmin() ? rows.horizonOfAdmin(wanted) : rows.horizon(caller.userId());
        if (query.cursor() != null && all.tombstones().refuses(cursor, all.standings())) {
            throw invalidCursor("this cursor is older than what is known of deletions; pull again without one");
        }
        return wanted.isEmpty() || caller.isAdmin()
                ? all
                : new Horizon(
                        all.head(),
                        all.tombstones(),
                        all.standings().stream()
                                .filter(standing -> wanted.contains(standing.projectId()))
                                .toList());
    }

    /** Ignored beside a cursor; who asks since 1970 or earlier holds nothing. Nothing has been written yet at a time to come. */
    private @Nullable Long since(UpdatesQuery query, Horizon horizon) {
        var since = query.since();
        if (query.cursor() != null || since == null || !since.isAfter(Instant.EPOCH)) {
            return null;
        }
        var surely = since.minus(CLOCK_MARGIN);
        var place = surely.isAfter(clock.instant()) ? horizon.head() : positions.before(surely);
        if (place < horizon.tombstones().refusedBelow()) {
            throw invalidCursor("that was before what is known of deletions; pull again without a time");
        }
        return place;
    }

    private static SyncFailure invalidCursor(String message) {
        return new SyncFailure(ErrorCode.INVALID_CURSOR, message);
    }

    private static Mark markOf(FeedRow row) {
        return new Mark(row.place(), UUID.fromString(row.entityId()));
    }

    private Change change(FeedRow row) {
        if (row.revoked()) {
            return new Change(
                    row.entityType(), row.entityId(), row.projectId(), ChangeOperation.REVOKE, null, null, null, null);
        }
        return new Change(
                row.entityType(),
                row.entityId(),
                row.projectId(),
                row.deleted() ? ChangeOperation.DELETE : ChangeOperation.UPSERT,
                row.version(),
                row.deleted() ? Map.of() : json.read(row.data().getValue()),
                new Change.Author(row.userId(), row.deviceId()),
                UtcTimes.instant(row.occurredAt()));
    }
}
