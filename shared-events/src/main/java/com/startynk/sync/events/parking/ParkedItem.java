package com.startynk.sync.events.parking;

import com.startynk.sync.events.entity.EntityId;
import com.startynk.sync.events.entity.FieldValues;
import com.startynk.sync.events.entity.MutationId;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Everything that is needed to decide a mutation later: local ids are entity ids already.
 *
 * @param operation {@code CREATE}, {@code UPDATE} or {@code DELETE}
 * @param fields changed fields; a null clears one
 * @param editedAt the device's clock at the edit, held to the server's clock at arrival
 * @param roles of the author when the mutation arrived
 * @param conflictId names the conflict, should the mutation meet one
 * @param awaits entities that must exist first
 */
public record ParkedItem(
        MutationId mutationId,
        String contentDigest,
        String entityType,
        String operation,
        EntityId entityId,
        @Nullable String localId,
        @Nullable String projectId,
        long baseVersion,
        Map<String, @Nullable Object> fields,
        Instant editedAt,
        String userId,
        String deviceId,
        Set<String> roles,
        UUID conflictId,
        Set<EntityId> references,
        Set<EntityId> awaits) {

    public ParkedItem {
        fields = FieldValues.copyOf(fields);
        roles = Set.copyOf(roles);
        references = Set.copyOf(references);
        awaits = Set.copyOf(awaits);
    }

    /** Whether it makes its entity. */
    public boolean creates() {
        return operation.equals("CREATE");
    }
}
