package com.startynk.sync.command.entity;

import com.startynk.sync.events.entity.DetectedConflict;
import com.startynk.sync.events.entity.MutationFact;
import com.startynk.sync.events.entity.MutationId;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * How the latest mutations of an entity were answered. What has been forgotten is found in the event store: a mutation
 * whose base version is above {@link #forgottenThrough} cannot be among it, since no answer has a version below its base.
 */
final class RecentOutcomes {

    /** Enough for a crew's day on one entity; each costs some 200 bytes in memory and snapshot. */
    static final int REMEMBERED = 256;

    private final Map<UUID, Answered> answers = new LinkedHashMap<>();
    private long forgottenThrough = -1;

    Optional<Answered> of(MutationId mutation) {
        return Optional.ofNullable(answers.get(mutation.value()));
    }

    /** The highest version among forgotten answers; -1 while none is forgotten. */
    long forgottenThrough() {
        return forgottenThrough;
    }

    void remember(
            MutationFact mutation, String userId, String deviceId, long version, @Nullable DetectedConflict conflict) {
        answers.put(
                mutation.mutationId().value(),
                new Answered(
                        mutation.contentDigest(), mutation.outcome(), userId, deviceId, version, summary(conflict)));
    }

    private static Answered.@Nullable Met summary(@Nullable DetectedConflict conflict) {
        return conflict == null
                ? null
                : new Answered.Met(
                        conflict.conflictId(),
                        conflict.strategy(),
                        conflict.resolution(),
                        conflict.fields().stream()
                                .map(DetectedConflict.ContestedField::field)
                                .toList());
    }

    void forgetOld() {
        while (answers.size() > REMEMBERED) {
            var eldest = answers.entrySet().iterator();
            forgottenThrough =
                    Math.max(forgottenThrough, eldest.next().getValue().version());
            eldest.remove();
        }
    }
}
