package com.startynk.sync.command.entity;

import com.startynk.sync.events.entity.DetectedConflict;
import com.startynk.sync.events.entity.MutationOutcome;
import com.startynk.sync.protocol.ErrorCode;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What is to become of a mutation. */
sealed interface Verdict {

    /** The fields are stored; only those whose value changes, so there is at least one. */
    record Store(
            Map<String, @Nullable Object> fields,
            MutationOutcome outcome,
            @Nullable DetectedConflict conflict) implements Verdict {}

    /** The entity is deleted. */
    record Delete() implements Verdict {}

    /** A deleted entity is brought back, with these fields changed. */
    record Revive(
            Map<String, @Nullable Object> fields,
            MutationOutcome outcome,
            @Nullable DetectedConflict conflict) implements Verdict {}

    /** The state stands as it is; the conflict is on record. */
    record Keep(MutationOutcome outcome, DetectedConflict conflict) implements Verdict {}

    /** Accepted, without any effect. */
    record Acknowledge(MutationOutcome outcome) implements Verdict {}

    /** Not valid for this entity. Leaves no trace. */
    record Refuse(ErrorCode error, String message) implements Verdict {}
}
