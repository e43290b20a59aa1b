package com.startynk.sync.query.ownership;

import com.startynk.sync.catalog.Action;
import com.startynk.sync.catalog.EntityCatalog;
import com.startynk.sync.catalog.OwnerKey;
import com.startynk.sync.protocol.Caller;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;

/**
 * Which entities of the projects that he is in a reader may see, by their types.
 *
 * @param whole types of which he sees all
 * @param own types of which he sees only his own
 * @param owner his key as an owner
 */
public record Sight(List<String> whole, List<String> own, String owner) {

    public Sight {
        whole = List.copyOf(whole);
        own = List.copyOf(own);
    }

    public static Sight of(Caller caller, EntityCatalog catalog) {
        var whole = new ArrayList<String>();
        var own = new ArrayList<String>();
        for (var type : catalog.types()) {
            if (type.permitsOnlyOwn(Action.READ, caller.roles())) {
                own.add(type.name());
            } else if (type.permits(Action.READ, caller.roles())) {
                whole.add(type.name());
            }
        }
        return new Sight(whole, own, OwnerKey.of(caller.userId()));
    }

    public boolean isEmpty() {
        return whole.isEmpty() && own.isEmpty();
    }

    public boolean isNarrowed() {
        return !own.isEmpty();
    }

    /** Only what is of these types as well. */
    public Sight of(Collection<String> types) {
        return new Sight(
                whole.stream().filter(types::contains).toList(),
                own.stream().filter(types::contains).toList(),
                owner);
    }

    /** The condition that an entity {@code e} is in sight; it has the values of {@link #values()}. */
    public String sql() {
        return sql(OwnershipRows.IS_OWN);
    }

    /**
     * The same with another notion of what is one's own.
     *
     * @param isOwn a condition whose first value is the owner's key
     */
    public String sql(String isOwn) {
        var ofWhole = "e.entity_type IN (" + marks(whole) + ")";
        var ofOwn = "(e.entity_type IN (" + marks(own) + ") AND " + isOwn + ")";
        if (own.isEmpty()) {
            return ofWhole;
        }
        return whole.isEmpty() ? ofOwn : "(" + ofWhole + " OR " + ofOwn + ")";
    }

    public List<Object> values() {
        var values = new ArrayList<Object>(whole);
        if (!own.isEmpty()) {
            values.addAll(own);
            values.add(ownerBytes());
        }
        return values;
    }

    public byte[] ownerBytes() {
        return owner.getBytes(StandardCharsets.UTF_8);
    }

    public static String marks(Collection<?> values) {
        return String.join(", ", Collections.nCopies(values.size(), "?"));
    }
}
