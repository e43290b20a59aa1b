package com.startynk.sync.command.intake;

import com.fasterxml.uuid.Generators;
import com.fasterxml.uuid.impl.NameBasedGenerator;
import com.startynk.sync.events.entity.EntityId;
import com.startynk.sync.events.entity.MutationId;
import java.util.UUID;

/**
 * Ids that need no table: UUIDs of version 5 (RFC 9562), the same for the same names on every node, for ever. The namespaces
 * are part of the stored contract.
 */
public final class DerivedIds {

    private static final NameBasedGenerator ENTITIES =
            Generators.nameBasedGenerator(UUID.fromString("5c8f5b0e-3f0e-4a53-9d0b-7f3f2f8f6a01"));
    private static final NameBasedGenerator CONFLICTS =
            Generators.nameBasedGenerator(UUID.fromString("5c8f5b0e-3f0e-4a53-9d0b-7f3f2f8f6a02"));

    private static final NameBasedGenerator DECISIONS =
            Generators.nameBasedGenerator(UUID.fromString("5c8f5b0e-3f0e-4a53-9d0b-7f3f2f8f6a03"));

    private DerivedIds() {}

    /** The entity that a device has made under a local id, or will make. Another device's local ids name other entities. */
    static EntityId entity(String deviceId, String localId) {
        return new EntityId(ENTITIES.generate(deviceId + '\n' + localId));
    }

    /** The conflict that a mutation of an entity meets, if it meets one. */
    static UUID conflict(EntityId entityId, MutationId mutationId) {
        return CONFLICTS.generate(entityId + "\n" + mutationId);
    }

    /** The one decision of a conflict. */
    public static MutationId decision(UUID conflictId) {
        return new MutationId(DECISIONS.generate(conflictId.toString()));
    }
}
