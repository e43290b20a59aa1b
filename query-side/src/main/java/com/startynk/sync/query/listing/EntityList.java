package com.startynk.sync.query.listing;

import com.startynk.sync.catalog.EntityType;
import com.startynk.sync.platform.http.QueryParameters;
import com.startynk.sync.protocol.Caller;
import com.startynk.sync.protocol.SyncFailure;
import com.startynk.sync.query.entity.EntityView;
import com.startynk.sync.query.membership.Access;
import com.startynk.sync.query.platform.PageCursor;
import com.startynk.sync.query.platform.QuerySettings;
import com.startynk.sync.query.platform.ReadBarrier;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Lists entities of a type, page by page, and counts them. */
public final class EntityList {

    private static final int MAX_LIMIT = 1000;
    private static final int DEFAULT_LIMIT = 500;
    private static final Set<String> OF_PAGES = Set.of("sort", "cursor", "limit");

    private final EntityListRows rows;
    private final Ways ways;
    private final Access access;
    private final ReadBarrier barrier;
    private final QuerySettings settings;

    public EntityList(EntityListRows rows, Ways ways, Access access, ReadBarrier barrier, QuerySettings settings) {
        this.rows = rows;
        this.ways = ways;
        this.access = access;
        this.barrier = barrier;
        this.settings = settings;
    }

    /** One page. */
    record Page(List<EntityView> items, @Nullable String nextCursor) {}

    Page read(EntityType type, QueryParameters parameters, Caller caller) {
        var input = new ListInput(type, parameters, caller, access);
        var filters = input.filters(OF_PAGES);
        var sort = SortKey.of(parameters.text("sort"), type);
        input.requireShown(List.of(sort.name()));
        var text = input.text();
        var limit = parameters.integer("limit", 1, MAX_LIMIT, DEFAULT_LIMIT);
        var list = type.name() + "/" + sort.name() + "/" + sort.descending();
        var cursor = parameters.text("cursor");
        var after = cursor == null ? null : PageCursor.decode(cursor, list);
        var selection = input.selection(filters);
        barrier.awaitAll(settings.feedWait());
        var way = way(type, selection, text, sort, after);
        var found = rows.list(new EntityListRows.Wanted(selection, sort, after, limit + 1), way);
        requireStillThere(way);
        var items = found.size() > limit ? found.subList(0, limit) : found;
        return new Page(
                items.stream().map(EntityListRows.Item::entity).toList(),
                found.size() > limit ? cursorAfter(items.get(limit - 1), list) : null);
    }

    /** How many there are of a list. */
    long count(EntityType type, QueryParameters parameters, Caller caller) {
        var input = new ListInput(type, parameters, caller, access);
        var filters = input.filters(Set.of());
        var text = input.text();
        var selection = input.selection(filters);
        barrier.awaitAll(settings.feedWait());
        var way = way(type, selection, text, null, null);
        var count = rows.count(selection, way);
        requireStillThere(way);
        return count;
    }

    /** Words that were begun anew meanwhile would have been found nowhere. */
    private void requireStillThere(Way way) {
        if (way instanceof Way.OfWords words && !ways.areStillThere(words)) {
            throw withoutWords();
        }
    }

    private Way way(
            EntityType type,
            Selection selection,
            SearchText.@Nullable Wanted text,
            @Nullable SortKey sort,
            @Nullable PageCursor after) {
        if (text == null) {
            return ways.choose(type, selection, sort, after);
        }
        var way = ways.words(text, selection.projects());
        if (way == null) {
            throw withoutWords();
        }
        return way;
    }

    private static SyncFailure withoutWords() {
        return SyncFailure.unavailable(
                "the index of words is being made, or is of other declarations than this server's");
    }

    private static String cursorAfter(EntityListRows.Item last, String list) {
        return PageCursor.of(list, last.key(), last.entity().entityId()).encode();
    }
}
