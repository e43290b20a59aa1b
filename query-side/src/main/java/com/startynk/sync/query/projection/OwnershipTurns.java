package com.startynk.sync.query.projection;

import com.startynk.sync.catalog.EntityCatalog;
import com.startynk.sync.query.entity.StoredFields;
import com.startynk.sync.query.ownership.OwnershipRows.Turn;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Whose the entities of a batch are, and whose they were before it, of types where that matters. Nobody sees the middle of a
 * batch: who owned something only there has never owned it. What comes back after its tombstone was let go of becomes its owner's
 * anew, for the declaration may be younger than that.
 */
final class OwnershipTurns {

    private final Map<String, String> owners = new HashMap<>();
    private final Map<String, String> formerOwners = new HashMap<>();
    private final List<Turn> turns = new ArrayList<>();

    static OwnershipTurns of(
            Collection<FoldedEntity> entities, Set<String> restored, EntityCatalog catalog, StoredFields json) {
        var turns = new OwnershipTurns();
        for (var entity : entities) {
            catalog.find(entity.entityType())
                    .filter(type -> type.ownerField() != null)
                    .ifPresent(type -> {
                        var before = entity.before();
                        turns.note(
                                entity,
                                before == null ? null : type.ownerOf(json.read(before.data())),
                                type.ownerOf(entity.fields()),
                                entity.isChanged() && restored.contains(before == null ? "" : before.entityId()));
                    });
        }
        return turns;
    }

    /** Of entities that are put right: from what the table says, and not from what their rows said. */
    static OwnershipTurns ofCorrected(
            Collection<FoldedEntity> entities, Map<String, Set<String>> held, EntityCatalog catalog) {
        var turns = new OwnershipTurns();
        for (var entity : entities) {
            catalog.find(entity.entityType())
                    .filter(type -> type.ownerField() != null)
                    .ifPresent(type -> turns.correct(
                            entity, held.getOrDefault(entity.entityId(), Set.of()), type.ownerOf(entity.fields())));
        }
        return turns;
    }

    private void correct(FoldedEntity entity, Set<String> held, @Nullable String owner) {
        if (held.isEmpty()) {
            note(entity, null, owner, false);
        }
        for (var one : held) {
            note(entity, one, owner, !held.contains(String.valueOf(owner)));
        }
    }

    private void note(FoldedEntity entity, @Nullable String before, @Nullable String after, boolean anew) {
        var row = entity.row();
        if (after != null) {
            owners.put(row.entityId(), after);
        }
        if (Objects.equals(before, after) && !anew) {
            return;
        }
        if (before != null && !before.equals(after)) {
            formerOwners.put(row.entityId(), before);
            turns.add(new Turn(row.entityId(), before, row.projectId(), row.entityType(), false, row.position()));
        }
        if (after != null) {
            turns.add(new Turn(row.entityId(), after, row.projectId(), row.entityType(), true, row.position()));
        }
    }

    List<Turn> all() {
        return turns;
    }

    @Nullable String ownerOf(String entityId) {
        return owners.get(entityId);
    }

    @Nullable String formerOwnerOf(String entityId) {
        return formerOwners.get(entityId);
    }
}
