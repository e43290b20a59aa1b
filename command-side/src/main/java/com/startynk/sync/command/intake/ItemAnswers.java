package com.startynk.sync.command.intake;

import com.startynk.sync.command.entity.Outcome;
import com.startynk.sync.events.parking.ParkedItem;
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
public final class ItemAnswers {

    private static final Duration TRY_AGAIN_AFTER = Duration.ofSeconds(1);

    private ItemAnswers() {}

    static SyncResult of(IncomingItem.Invalid item) {
        var errors = item.errors().isEmpty() ? null : item.errors();
        return refused(
                item.labels(), item.labels().entityId(), new ItemError(item.error(), item.message(), errors, null));
    }

    static SyncResult of(IncomingItem.Valid item, Outcome outcome) {
        return of(item.labels(), outcome);
    }

    static SyncResult of(IncomingItem.Valid item, SyncFailure failure) {
        return of(item.labels(), failure);
    }

    /** The answer to a parked item that was tried again. */
    public static SyncResult of(ParkedItem item, Outcome outcome) {
        return of(labels(item), outcome);
    }

    /** The answer to a parked item that could not be tried. */
    public static SyncResult of(ParkedItem item, SyncFailure failure) {
        return of(labels(item), failure);
    }

    private static IncomingItem.Labels labels(ParkedItem item) {
        return new IncomingItem.Labels(
                item.mutationId().toString(), item.entityType(), item.entityId().toString(), item.localId());
    }

    private static SyncResult of(IncomingItem.Labels labels, Outcome outcome) {
        var error = outcome.error();
        if (error != null) {
            var retryAfter = error.itemStatus() == SyncStatus.RETRY ? TRY_AGAIN_AFTER.toMillis() : null;
            var message = outcome.message() == null ? error.name() : outcome.message();
            var refusal = new ItemError(error, message, null, retryAfter);
            return refused(labels, outcome.entityId().toString(), refusal, outcome.duplicate());
        }
        return new SyncResult(
                labels.mutationId(),
                outcome.status(),
                outcome.duplicate(),
                labels.entityType(),
                outcome.entityId().toString(),
                labels.localId(),
                outcome.version(),
                visible(outcome),
                outcome.conflict(),
                null);
    }

    static SyncResult of(IncomingItem.Labels labels, SyncFailure failure) {
        var retryAfter = failure.retryAfter() == null ? TRY_AGAIN_AFTER : failure.retryAfter();
        return refused(
                labels,
                labels.entityId(),
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
        return refused(labels, entityId, error, false);
    }

    /** @param duplicate whether it had been parked, and this is what became of it */
    private static SyncResult refused(
            IncomingItem.Labels labels, @Nullable String entityId, ItemError error, boolean duplicate) {
        return new SyncResult(
                labels.mutationId(),
                error.errorCode().itemStatus(),
                duplicate,
                labels.entityType(),
                entityId,
                labels.localId(),
                null,
                SyncResult.ABSENT,
                null,
                error);
    }

    /** Parked, there is no state yet; without the right to read, there is no such member. */
    private static @Nullable Map<String, @Nullable Object> visible(Outcome outcome) {
        var data = outcome.data();
        return data == null && outcome.status() != SyncStatus.QUEUED ? SyncResult.ABSENT : data;
    }
}
