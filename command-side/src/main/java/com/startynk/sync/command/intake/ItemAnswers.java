package com.startynk.sync.command.intake;

import com.startynk.sync.command.entity.Outcome;
import com.startynk.sync.protocol.ErrorCode;
import com.startynk.sync.protocol.SyncFailure;
import com.startynk.sync.protocol.push.SyncResult;
import com.startynk.sync.protocol.push.SyncResult.ItemError;
import com.startynk.sync.protocol.push.SyncStatus;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Puts outcomes into the words of the wire. */
final class ItemAnswers {

    private static final Duration TRY_AGAIN_AFTER = Duration.ofSeconds(1);

    private ItemAnswers() {}

    static SyncResult of(IncomingItem.Invalid item) {
        var errors = item.errors().isEmpty() ? null : item.errors();
        return refused(
                item.labels(), item.labels().entityId(), new ItemError(item.error(), item.message(), errors, null));
    }

    static SyncResult of(IncomingItem.Valid item, Outcome outcome) {
        var error = outcome.error();
        if (error != null) {
            var retryAfter = error.itemStatus() == SyncStatus.RETRY ? TRY_AGAIN_AFTER.toMillis() : null;
            var message = outcome.message() == null ? error.name() : outcome.message();
            return refused(
                    item.labels(), outcome.entityId().toString(), new ItemError(error, message, null, retryAfter));
        }
        return new SyncResult(
                item.labels().mutationId(),
                outcome.status(),
                outcome.duplicate(),
                item.labels().entityType(),
                outcome.entityId().toString(),
                item.labels().localId(),
                outcome.version(),
                visible(outcome),
                outcome.conflict(),
                null);
    }

    static SyncResult of(IncomingItem.Valid item, SyncFailure failure) {
        var retryAfter = failure.retryAfter() == null ? TRY_AGAIN_AFTER : failure.retryAfter();
        return refused(
                item.labels(),
                item.labels().entityId(),
                new ItemError(failure.errorCode(), failure.reason(), null, retryAfter.toMillis()));
    }

    /** A refused item that came alone is a failed call. */
    static SyncResult unlessRefused(SyncResult result) {
        var error = result.error();
        if (error == null) {
            return result;
        }
        Map<String, Object> details = error.errorCode() == ErrorCode.ALREADY_EXISTS && result.entityId() != null
                ? Map.of("entityId", result.entityId())
                : Map.of();
        throw new SyncFailure(
                error.errorCode(),
                error.message(),
                error.errors() == null ? List.of() : error.errors(),
                details,
                error.retryAfterMs() == null ? null : Duration.ofMillis(error.retryAfterMs()));
    }

    private static SyncResult refused(IncomingItem.Labels labels, @Nullable String entityId, ItemError error) {
        return new SyncResult(
                labels.mutationId(),
                error.errorCode().itemStatus(),
                false,
                labels.entityType(),
                entityId,
                labels.localId(),
                null,
                SyncResult.ABSENT,
                null,
                error);
    }

    private static Map<String, @Nullable Object> visible(Outcome outcome) {
        var data = outcome.data();
        return data == null ? SyncResult.ABSENT : data;
    }
}
