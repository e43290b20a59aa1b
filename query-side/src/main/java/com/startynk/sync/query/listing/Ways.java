package com.startynk.sync.query.listing;

import com.startynk.sync.catalog.EntityType;
import com.startynk.sync.query.listing.Way.OfOrder;
import com.startynk.sync.query.listing.Way.OfRows;
import com.startynk.sync.query.listing.Way.OfWords;
import com.startynk.sync.query.platform.PageCursor;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Chooses the way that looks at the fewest entities. All ways lead to the same list. */
public final class Ways {

    /** So many are sorted faster than looked for in an order. */
    private static final int FEW = 2_000;

    private static final int TIMES = 8;
    private static final int MOST_TIMES = TIMES;

    private final Listing listing;
    private final ListingRows rows;
    private final ListedFields fields;
    private final int few;

    public Ways(Listing listing, ListingRows rows, ListedFields fields) {
        this(listing, rows, fields, FEW);
    }

    Ways(Listing listing, ListingRows rows, ListedFields fields, int few) {
        this.few = few;
        this.listing = listing;
        this.rows = rows;
        this.fields = fields;
    }

    /** @param sort null where order does not matter */
    Way choose(EntityType type, Selection selection, @Nullable SortKey sort, @Nullable PageCursor after) {
        var head = listing.head();
        var projects = selection.projects();
        if (head == null || projects == null) {
            return new OfRows();
        }
        var order = sort == null ? null : order(type, sort, projects, after, head);
        var candidates = selection.filters().stream()
                .filter(filter -> fields.number(type, filter.field()) != null)
                .map(filter -> new Way.OfValue(
                        head.firstField() + Objects.requireNonNull(fields.number(type, filter.field())),
                        projects,
                        filter.key(),
                        head.position()))
                .toList();
        if (order != null) {
            var fewest = fewest(candidates, few);
            return fewest == null || fewest.matches() >= few ? order : fewest.way();
        }
        var fewest = fewest(candidates, few);
        // Where all have many, which has the fewest is worth counting on for.
        for (var limit = few; fewest != null && fewest.matches() >= limit && limit <= few * MOST_TIMES; ) {
            limit *= TIMES;
            fewest = fewest(candidates, limit);
        }
        return fewest == null || isMost(fewest, type, projects, head) ? new OfRows() : fewest.way();
    }

    private record Counted(Way.OfValue way, int matches) {}

    /** Each is counted only up to what the best one has. */
    private @Nullable Counted fewest(List<Way.OfValue> candidates, int limit) {
        Counted best = null;
        for (var way : candidates) {
            var matches = rows.matches(way.field(), way.projects(), way.value(), best == null ? limit : best.matches());
            if (best == null || matches < best.matches()) {
                best = new Counted(way, matches);
            }
        }
        return best;
    }

    /** Whether it leaves more than half of the entities of the type: then their rows are read as they lie. */
    private boolean isMost(Counted fewest, EntityType type, Collection<String> projects, ListingHead head) {
        var updatedAt = fields.number(type, SortKey.UPDATED_AT);
        return fewest.matches() >= few
                && updatedAt != null
                && rows.having(head.firstField() + updatedAt, projects, 2 * fewest.matches()) < 2 * fewest.matches();
    }

    /** Null while the words are of other declarations than this node's, or not all there. */
    @Nullable OfWords words(SearchText.Wanted wanted, @Nullable Collection<String> projects) {
        var head = listing.head();
        return head == null || !head.isWhole()
                ? null
                : new OfWords(wanted.in(projects, head.firstField()), head.firstField());
    }

    /** Whether the words are still those that were looked for. */
    boolean areStillThere(OfWords way) {
        var head = listing.head();
        return head != null && head.firstField() == way.firstField();
    }

    /** Null where the order has to be made. Rows have that of ids. */
    private @Nullable Way order(
            EntityType type, SortKey sort, Collection<String> projects, @Nullable PageCursor after, ListingHead head) {
        if (sort.kind() == SortKey.Kind.NONE) {
            return new OfRows();
        }
        var field = fields.number(type, sort.name());
        if (field == null || projects.size() != 1 || !fields.isInOrder(type, sort.name())) {
            return null;
        }
        var number = head.firstField() + field;
        var projectId = projects.iterator().next();
        if (ListedFields.mayBeOverlong(type.fields().get(sort.name()))
                && (rows.hasOverlong(number, projectId) || beginsOverlong(after))) {
            return null;
        }
        return new OfOrder(number, projectId, head.position());
    }

    private static boolean beginsOverlong(@Nullable PageCursor after) {
        var key = after == null || after.values().isEmpty()
                ? null
                : after.values().get(0);
        return key != null && KeyBytes.isOverlong(key);
    }
}
