package com.startynk.sync.protocol.push;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import com.startynk.sync.protocol.ErrorCode;
import com.startynk.sync.protocol.FieldError;
import com.startynk.sync.protocol.conflict.Resolution;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The answer to one item.
 *
 * @param duplicate whether the mutation had been answered before; the rest is then that first answer
 * @param version the entity's version after the item, null where nothing is stored (yet)
 * @param data the whole entity state after the item; {@link #ABSENT} keeps the member out of the JSON (refused items,
 *     readers without the right to read), null means none yet
 */
@JsonPropertyOrder({
    "mutationId",
    "status",
    "duplicate",
    "entityType",
    "entityId",
    "localId",
    "version",
    "data",
    "conflict",
    "error"
})
public record SyncResult(
        @Nullable String mutationId,
        SyncStatus status,
        boolean duplicate,
        @Nullable String entityType,
        @Nullable String entityId,
        @Nullable String localId,
        @Nullable Long version,

        @JsonInclude(value = JsonInclude.Include.CUSTOM, valueFilter = AbsentData.class) @Nullable Map<String, @Nullable Object> data,

        @Nullable ConflictSummary conflict,
        @Nullable ItemError error) {

    /** Stands for "no such member in the JSON". Compared by identity. */
    public static final Map<String, @Nullable Object> ABSENT = Map.of("absent", true);

    /** What an answer tells of a conflict; the whole of it is read by its id. */
    public record ConflictSummary(String conflictId, String strategy, Resolution resolution, List<String> fields) {}

    /**
     * Why an item was refused.
     *
     * @param errors which fields are wrong, for {@code INVALID_INPUT}
     * @param retryAfterMs milliseconds to wait before the next try, for {@code RETRY}
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record ItemError(
            ErrorCode errorCode,
            String message,
            @Nullable List<FieldError> errors,
            @Nullable Long retryAfterMs) {}

    /** Keeps {@link #ABSENT} out of the JSON: Jackson leaves a value out when the filter equals it. */
    static final class AbsentData {

        @Override
        @SuppressWarnings("EqualsUnsafeCast")
        public boolean equals(@Nullable Object other) {
            return other == ABSENT;
        }

        @Override
        public int hashCode() {
            return 0;
        }
    }
}
