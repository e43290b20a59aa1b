package com.startynk.sync.push.token;

import com.startynk.sync.protocol.Caller;
import java.time.Clock;
import org.springframework.dao.ConcurrencyFailureException;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.transaction.support.TransactionOperations;
import tools.jackson.databind.JsonNode;

/** Knows which phone is reached by which token: one token a device, and one device a token. */
final class PushTokens {

    private static final int ATTEMPTS = 4;

    private final PushTokenRows rows;
    private final TransactionOperations transactions;
    private final Clock clock;

    PushTokens(PushTokenRows rows, TransactionOperations transactions, Clock clock) {
        this.rows = rows;
        this.transactions = transactions;
        this.clock = clock;
    }

    record Answer(boolean registered) {}

    Answer register(JsonNode input, Caller caller) {
        var registration = Registration.read(input);
        for (var attempt = 1; ; attempt++) {
            try {
                save(registration, caller);
                return new Answer(true);
            } catch (ConcurrencyFailureException | DuplicateKeyException e) {
                // Two unique keys and somebody registers the same token or device at this moment: one of the two goes
                // again.
                if (attempt == ATTEMPTS) {
                    throw e;
                }
            }
        }
    }

    private void save(Registration registration, Caller caller) {
        transactions.executeWithoutResult(transaction -> {
            rows.takeFromOthers(registration.token(), caller);
            rows.save(registration, caller, clock.instant());
        });
    }
}
