package com.startynk.sync.query.deadletter;

import com.startynk.sync.platform.failure.Outage;
import com.startynk.sync.protocol.ErrorCode;
import com.startynk.sync.protocol.SyncFailure;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.SQLException;
import org.axonframework.common.AxonTransientException;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.transaction.TransactionException;

/**
 * Tells an event that can never be taken as things are from all that is not the event's fault. What is in doubt is not: the
 * projection then stands still and keeps trying, which loses nothing.
 */
public final class Poison {

    private static final int MAX_CAUSES = 16;

    private Poison() {}

    /** Whether the failure comes from what is in the event, or from how our own code takes it. */
    public static boolean isBehind(Throwable failure) {
        if (Outage.isBehind(failure)) {
            return false;
        }
        var cause = failure;
        for (var depth = 0; cause != null && depth < MAX_CAUSES; depth++) {
            if (isOfSurroundings(cause)) {
                return false;
            }
            cause = cause.getCause();
        }
        return true;
    }

    /** What it would meet with any other event, too: a missing table, a missing right, a lost claim, an interruption, no memory. */
    private static boolean isOfSurroundings(Throwable failure) {
        return failure instanceof Error
                || failure instanceof InterruptedException
                || failure instanceof IOException
                || failure instanceof UncheckedIOException
                || failure instanceof AxonTransientException
                || failure instanceof TransactionException
                || (failure instanceof DataAccessException && !(failure instanceof DataIntegrityViolationException))
                || (failure instanceof SyncFailure refused && refused.errorCode() == ErrorCode.TEMPORARILY_UNAVAILABLE)
                || (failure instanceof SQLException sql && !isAboutValues(sql));
    }

    /** Classes 22 and 23: a value that no column takes, and one that breaks a rule of its table. */
    private static boolean isAboutValues(SQLException failure) {
        var state = failure.getSQLState();
        return state != null && (state.startsWith("22") || state.startsWith("23"));
    }
}
