package com.startynk.sync.query.deadletter;

import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.TransactionException;
import org.springframework.transaction.TransactionStatus;
import org.springframework.transaction.support.DefaultTransactionDefinition;

/** Parts of a transaction that can be taken back while the rest of it goes on. */
public final class Savepoints {

    private static final TransactionDefinition NESTED =
            new DefaultTransactionDefinition(TransactionDefinition.PROPAGATION_NESTED);

    private final PlatformTransactionManager transactions;

    public Savepoints(PlatformTransactionManager transactions) {
        this.transactions = transactions;
    }

    /**
     * A part of what a transaction does.
     *
     * @param <T> what it makes
     * @param <E> how it may fail
     */
    public interface Part<T, E extends Exception> {

        /** Does it. */
        T run() throws E;
    }

    /** Does this; takes back what it did when it fails. */
    public <T, E extends Exception> T within(Part<T, E> work) throws E {
        var part = transactions.getTransaction(NESTED);
        T result;
        try {
            result = work.run();
        } catch (Exception | Error e) {
            takeBack(part, e);
            throw e;
        }
        transactions.commit(part);
        return result;
    }

    /** Does this, and takes back what it did. */
    public void trying(Runnable work) {
        var part = transactions.getTransaction(NESTED);
        try {
            work.run();
        } catch (RuntimeException | Error e) {
            takeBack(part, e);
            throw e;
        }
        transactions.rollback(part);
    }

    /** After a deadlock there is nothing left to go back to; the deadlock is what is to be told. */
    private void takeBack(TransactionStatus part, Throwable failure) {
        try {
            transactions.rollback(part);
        } catch (TransactionException e) {
            failure.addSuppressed(e);
        }
    }
}
