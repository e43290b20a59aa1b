package com.startynk.sync.query.listing;

import com.startynk.sync.catalog.EntityType;
import com.startynk.sync.query.listing.Way.OfOrder;
import com.startynk.sync.query.listing.Way.OfRows;
import com.startynk.sync.query.listing.Way.OfValue;
import com.startynk.sync.query.listing.Way.OfWords;
import com.startynk.sync.query.platform.PageCursor;
import java.util.Collection;
import org.jspecify.annotations.Nullable;

/** Chooses the way that looks at the fewest entities. All ways lead to the same list. */
public final class Ways {

    /** So many are sorted faster than looked for in an order. */
    static final int FEW = 2_000;

    private final Listing listing;
    private final ListingRows rows;
    private final ListedFields fields;

    public Ways(Listing listing, ListingRows rows, ListedFields fields) {
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
        Way best = order == null ? new OfRows() : order;
        var fewest = order == null ? Integer.MAX_VALUE : FEW;
        for (var filter : selection.filters()) {
            var field = fields.number(type, filter.field());
            if (field != null) {
                var way = new OfValue(head.firstField() + field, projects, filter.key(), head.position());
                var matches = rows.matches(way.field(), projects, way.value(), FEW);
                if (matches < fewest) {
                    fewest = matches;
                    best = way;
                }
            }
        }
        return best;
    }

    /** Null while the words are of other declarations than this node's. */
    @Nullable OfWords words(SearchText.Wanted wanted, @Nullable Collection<String> projects) {
        var head = listing.head();
        return head == null ? null : new OfWords(wanted.in(projects, head.firstField()));
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
