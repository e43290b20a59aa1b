package com.startynk.sync.query.retention;

import java.util.Objects;
import java.util.function.IntUnaryOperator;
import org.springframework.transaction.support.TransactionOperations;

/** Deletes in small transactions, so that nobody waits long for a row, and a crash loses little. */
final class Portions {

    private final TransactionOperations transactions;
    private final int size;

    Portions(TransactionOperations transactions, int size) {
        this.transactions = transactions;
        this.size = size;
    }

    /** @param deletion deletes so many at most and answers how many they were */
    void delete(IntUnaryOperator deletion) {
        int deleted;
        do {
            deleted = Objects.requireNonNull(transactions.execute(status -> deletion.applyAsInt(size)));
        } while (deleted == size);
    }
}
