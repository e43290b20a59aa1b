package com.startynk.sync.platform.failure;

import io.lettuce.core.RedisCommandExecutionException;
import io.lettuce.core.RedisException;
import io.lettuce.core.RedisLoadingException;
import io.lettuce.core.RedisReadOnlyException;
import java.sql.SQLException;
import java.sql.SQLNonTransientConnectionException;
import java.sql.SQLRecoverableException;
import java.sql.SQLTransientException;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.QueryTimeoutException;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.transaction.CannotCreateTransactionException;

/** Tells a database or Redis that is out of reach from a defect. */
public final class Outage {

    private static final int MAX_CAUSES = 16;

    /** What meets a transaction that goes on after its connection broke; pool and driver say it in no other way. */
    private static final Set<String> CLOSED_BY_THE_POOL =
            Set.of("Connection is closed", "No operations allowed after statement closed.");

    private Outage() {}

    /** Whether the failure, or what caused it, goes away by itself: nothing is known to have been stored. */
    public static boolean isBehind(Throwable failure) {
        return find(failure) != null;
    }

    /** The innermost cause that is an outage; what was wrapped around it says less, or quotes whole statements. */
    static @Nullable Throwable find(Throwable failure) {
        @Nullable Throwable cause = failure;
        @Nullable Throwable found = null;
        for (var depth = 0; cause != null && depth < MAX_CAUSES; depth++) {
            if (isOutage(cause)) {
                found = cause;
            }
            cause = cause.getCause();
        }
        return found;
    }

    private static boolean isOutage(Throwable failure) {
        return failure instanceof DataAccessResourceFailureException
                || failure instanceof TransientDataAccessException
                || failure instanceof QueryTimeoutException
                || failure instanceof CannotCreateTransactionException
                || failure instanceof SQLTransientException
                || failure instanceof SQLRecoverableException
                || failure instanceof SQLNonTransientConnectionException
                || isClosedByThePool(failure)
                || isRedisAway(failure);
    }

    private static boolean isClosedByThePool(Throwable failure) {
        return failure instanceof SQLException && CLOSED_BY_THE_POOL.contains(String.valueOf(failure.getMessage()));
    }

    /** An error that Redis itself answered is none, unless it says that it is not ready. */
    private static boolean isRedisAway(Throwable failure) {
        if (failure instanceof RedisCommandExecutionException) {
            return failure instanceof RedisLoadingException || failure instanceof RedisReadOnlyException;
        }
        return failure instanceof RedisException;
    }
}
