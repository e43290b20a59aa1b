package com.startynk.sync.query.projection;

import com.startynk.sync.events.entity.ConflictResolution;
import com.startynk.sync.events.entity.DetectedConflict;
import com.startynk.sync.events.entity.EntityCreated;
import com.startynk.sync.query.conflict.ConflictRow;
import com.startynk.sync.query.conflict.ConflictRows;
import com.startynk.sync.query.idmapping.IdMappingRows;
import com.startynk.sync.query.idmapping.IdMappingRows.Mapping;
import com.startynk.sync.query.status.SyncLogRows;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/**
 * What is kept of events beside the entities: who did what, which conflicts were met, what devices' own names became. Each
 * line is written once under the id of its cause, so a replay changes nothing.
 */
public final class SideLogs {

    private final SyncLogRows syncLog;
    private final ConflictRows conflicts;
    private final IdMappingRows mappings;
    private final JsonMapper json;

    public SideLogs(SyncLogRows syncLog, ConflictRows conflicts, IdMappingRows mappings, JsonMapper json) {
        this.syncLog = syncLog;
        this.conflicts = conflicts;
        this.mappings = mappings;
        this.json = json;
    }

    void write(List<Fact> facts) {
        syncLog.save(facts.stream().map(SideLogs::line).toList());
        conflicts.save(facts.stream().flatMap(this::conflict).toList());
        mappings.save(facts.stream().flatMap(SideLogs::mapping).toList());
    }

    private static SyncLogRows.Line line(Fact fact) {
        var mutation = fact.event().mutation();
        return new SyncLogRows.Line(
                mutation.mutationId().toString(),
                fact.entityId(),
                mutation.outcome().name(),
                fact.event().version(),
                mutation.contentDigest(),
                fact.userId(),
                fact.deviceId(),
                idOf(fact.event().conflict()),
                fact.at());
    }

    private static @Nullable String idOf(@Nullable DetectedConflict conflict) {
        return conflict == null ? null : conflict.conflictId().toString();
    }

    private Stream<ConflictRow> conflict(Fact fact) {
        return Stream.ofNullable(fact.event().conflict()).map(conflict -> {
            var pending = conflict.resolution() == ConflictResolution.PENDING;
            return new ConflictRow(
                    conflict.conflictId().toString(),
                    fact.entityType(),
                    fact.entityId(),
                    fact.projectId(),
                    fact.event().mutation().mutationId().toString(),
                    conflict.strategy(),
                    conflict.resolution().name(),
                    pending ? ConflictRow.PENDING : ConflictRow.RESOLVED,
                    json.writeValueAsString(conflict.fields()),
                    fact.at(),
                    fact.userId(),
                    fact.deviceId(),
                    pending ? null : fact.at(),
                    null);
        });
    }

    private static Stream<Mapping> mapping(Fact fact) {
        var localId = fact.event().mutation().localId();
        return fact.event() instanceof EntityCreated && localId != null
                ? Stream.of(new Mapping(
                        fact.deviceId(), Objects.requireNonNull(localId), fact.entityType(), fact.entityId()))
                : Stream.empty();
    }
}
