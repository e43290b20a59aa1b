package com.startynk.sync.query.projection;

import com.startynk.sync.catalog.EntityCatalog;
import com.startynk.sync.query.entity.EntityRow;
import com.startynk.sync.query.entity.StoredFields;
import com.startynk.sync.query.membership.MembershipChanges;
import com.startynk.sync.query.membership.MembershipRows;
import com.startynk.sync.query.ownership.OwnershipRows;
import java.util.Collection;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Who is in projects and owns records by their own tables, beside what the rows of these entities say. */
public final class Holders {

    private final MembershipRows memberships;
    private final MembershipChanges membershipChanges;
    private final OwnershipRows ownerships;
    private final EntityCatalog catalog;
    private final StoredFields json;

    public Holders(
            MembershipRows memberships,
            MembershipChanges membershipChanges,
            OwnershipRows ownerships,
            EntityCatalog catalog,
            StoredFields json) {
        this.memberships = memberships;
        this.membershipChanges = membershipChanges;
        this.ownerships = ownerships;
        this.catalog = catalog;
        this.json = json;
    }

    /** What the tables say, by entity id; nothing of what nobody is in, or nobody owns. */
    record Held(Map<String, Set<String>> members, Map<String, Set<String>> owners) {}

    Held of(Collection<String> entityIds) {
        return new Held(memberships.members(entityIds), ownerships.owners(entityIds));
    }

    /** Which of these rows have other members or owners than the tables say. */
    Set<String> wrong(Collection<EntityRow> rows) {
        var some = rows.stream().filter(this::hasHolders).toList();
        if (some.isEmpty()) {
            return Set.of();
        }
        var held = of(some.stream().map(EntityRow::entityId).toList());
        return some.stream()
                .filter(row -> !areRight(row, held))
                .map(EntityRow::entityId)
                .collect(Collectors.toCollection(HashSet::new));
    }

    boolean areRight(EntityRow row, Held held) {
        var fields = hasHolders(row) ? json.read(row.data()) : Map.<String, Object>of();
        var members = membershipChanges.membersField(row.entityType());
        if (members != null
                && !held.members()
                        .getOrDefault(row.entityId(), Set.of())
                        .equals(MembershipChanges.members(fields, members).stream()
                                .filter(MembershipRows::isPossible)
                                .collect(Collectors.toSet()))) {
            return false;
        }
        var type = catalog.find(row.entityType()).orElse(null);
        if (type == null || type.ownerField() == null) {
            return true;
        }
        var owner = type.ownerOf(fields);
        var owners = owner == null || !OwnershipRows.isPossible(owner) ? Set.<String>of() : Set.of(owner);
        return held.owners().getOrDefault(row.entityId(), Set.of()).equals(owners);
    }

    private boolean hasHolders(EntityRow row) {
        return membershipChanges.membersField(row.entityType()) != null
                || catalog.find(row.entityType())
                        .filter(type -> type.ownerField() != null)
                        .isPresent();
    }
}
