package com.startynk.sync.command.entity;

import com.startynk.sync.catalog.EntityType;
import com.startynk.sync.protocol.conflict.Resolution;
import com.startynk.sync.protocol.push.SyncResult.ConflictSummary;
import com.startynk.sync.protocol.push.SyncStatus;
import java.util.Map;
import org.axonframework.modelling.command.Aggregate;
import org.jspecify.annotations.Nullable;

/** Makes answers from what entities remember, so that the first answer and every later one cannot disagree. */
final class Answers {

    private Answers() {}

    /** The answer to a mutation that was decided just now. */
    static Outcome first(Mutation mutation, EntityType type, Aggregate<SyncedEntity> entity) {
        var answer = entity.invoke(found -> {
            var memory = found.memory();
            var answered = memory.outcomes().of(mutation.id()).orElseThrow();
            return of(mutation, answered, false, memory.history().stateAt(answered.version()));
        });
        var caller = mutation.caller();
        var shown = Permission.shown(answer, type, caller.roles());
        return entity.invoke(found -> Permission.mayRead(type, caller, found)) ? shown : shown.withoutData();
    }

    static Outcome of(Mutation mutation, Answered answered, boolean duplicate, Map<String, @Nullable Object> data) {
        return new Outcome(
                SyncStatus.valueOf(answered.outcome().name()),
                duplicate,
                mutation.entityId(),
                answered.version(),
                data,
                summary(answered.conflict()),
                null,
                null);
    }

    private static @Nullable ConflictSummary summary(Answered.@Nullable Met conflict) {
        return conflict == null
                ? null
                : new ConflictSummary(
                        conflict.conflictId().toString(),
                        conflict.strategy(),
                        Resolution.valueOf(conflict.resolution().name()),
                        conflict.fields());
    }
}
