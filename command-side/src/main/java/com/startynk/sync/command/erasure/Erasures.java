package com.startynk.sync.command.erasure;

import com.startynk.sync.command.entity.Erasure;
import com.startynk.sync.command.entity.Outcome;
import com.startynk.sync.command.identity.SessionLog;
import com.startynk.sync.command.intake.MutationLanes;
import com.startynk.sync.events.entity.EntityId;
import com.startynk.sync.events.entity.MutationId;
import com.startynk.sync.platform.encryption.SensitiveValues;
import com.startynk.sync.protocol.Caller;
import com.startynk.sync.protocol.ErrorCode;
import com.startynk.sync.protocol.SyncFailure;
import com.startynk.sync.protocol.person.RecordsAbout;
import java.time.Clock;
import java.util.HashSet;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Erases persons. First the keys end, in one transaction: from then on nothing can be read. Then each record says so in its own
 * stream, so that devices drop their copies. Whoever is interrupted in between asks again; what is done stays done.
 */
final class Erasures {

    /** Others use the lanes as well. */
    private static final int AT_ONCE = 100;

    private final RecordFinder records;
    private final CaughtUp caughtUp;
    private final SensitiveValues values;
    private final MutationLanes lanes;
    private final SessionLog log;
    private final TransactionOperations transactions;
    private final Clock clock;

    Erasures(
            RecordFinder records,
            CaughtUp caughtUp,
            SensitiveValues values,
            MutationLanes lanes,
            SessionLog log,
            TransactionOperations transactions,
            Clock clock) {
        this.records = records;
        this.caughtUp = caughtUp;
        this.values = values;
        this.lanes = lanes;
        this.log = log;
        this.transactions = transactions;
        this.clock = clock;
    }

    /**
     * Makes what is sensitive of a person unreadable for ever.
     *
     * @throws SyncFailure {@code FORBIDDEN} to everybody but an admin; {@code TEMPORARILY_UNAVAILABLE} when not every record could
     *     say so now
     */
    ErasureResult erase(String userId, Caller caller) {
        if (!caller.isAdmin()) {
            throw new SyncFailure(ErrorCode.FORBIDDEN, "Persons are for an admin to erase.");
        }
        caughtUp.await();
        // What waits may be made in between: so it is asked for first.
        var ids = new HashSet<>(records.waiting(userId));
        var stored = records.stored(userId);
        stored.forEach(record -> ids.add(record.entityId()));
        transactions.executeWithoutResult(transaction -> {
            values.erase(ids);
            log.erased(userId, ids.size(), caller);
        });
        for (var from = 0; from < stored.size(); from += AT_ONCE) {
            stored.subList(from, Math.min(from + AT_ONCE, stored.size())).stream()
                    .map(record -> lanes.submit(erasure(record, caller)))
                    .toList()
                    .forEach(Erasures::await);
        }
        return new ErasureResult(userId, ids.size());
    }

    private Erasure erasure(RecordsAbout.Found record, Caller caller) {
        return new Erasure(
                new MutationId(UUID.randomUUID()),
                record.entityType(),
                EntityId.of(record.entityId()),
                record.projectId(),
                clock.instant(),
                caller);
    }

    private static void await(CompletableFuture<Outcome> outcome) {
        try {
            var error = outcome.join().error();
            if (error != null) {
                throw SyncFailure.unavailable("a record could not be emptied now: " + error);
            }
        } catch (CompletionException e) {
            throw e.getCause() instanceof SyncFailure failure ? failure : e;
        }
    }
}
