package com.startynk.sync.platform.axon;

import org.axonframework.eventhandling.Segment;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.eventhandling.tokenstore.jdbc.JdbcTokenStore;
import org.jspecify.annotations.Nullable;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/** Notes which claims are held. What is not committed confirms nothing. */
final class WatchedTokens extends JdbcTokenStore {

    private final HeldClaims claims;

    WatchedTokens(Builder builder, HeldClaims claims) {
        super(builder);
        this.claims = claims;
    }

    @Override
    public TrackingToken fetchToken(String processorName, int segment) {
        var asOf = claims.now();
        var token = super.fetchToken(processorName, segment);
        afterCommit(() -> claims.begun(processorName, asOf));
        return token;
    }

    @Override
    public TrackingToken fetchToken(String processorName, Segment segment) {
        var asOf = claims.now();
        var token = super.fetchToken(processorName, segment);
        afterCommit(() -> claims.begun(processorName, asOf));
        return token;
    }

    @Override
    public void storeToken(@Nullable TrackingToken token, String processorName, int segment) {
        var asOf = claims.now();
        super.storeToken(token, processorName, segment);
        afterCommit(() -> claims.confirmed(processorName, asOf));
    }

    @Override
    public void extendClaim(String processorName, int segment) {
        var asOf = claims.now();
        super.extendClaim(processorName, segment);
        afterCommit(() -> claims.confirmed(processorName, asOf));
    }

    @Override
    public void releaseClaim(String processorName, int segment) {
        claims.ended(processorName);
        super.releaseClaim(processorName, segment);
    }

    private static void afterCommit(Runnable work) {
        if (!TransactionSynchronizationManager.isSynchronizationActive()) {
            throw new IllegalStateException("a claim outside a transaction would never be committed");
        }
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            @Override
            public void afterCommit() {
                work.run();
            }
        });
    }
}
