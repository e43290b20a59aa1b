package com.startynk.sync.platform.session;

import java.time.Clock;
import org.jspecify.annotations.Nullable;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/** Ends tokens before their time. Callers hold a transaction: once it commits, no node believes those tokens any more. */
public final class Revocations {

    private final RevocationRows rows;
    private final RevocationWatch watch;
    private final Clock clock;

    Revocations(RevocationRows rows, RevocationWatch watch, Clock clock) {
        this.rows = rows;
        this.watch = watch;
        this.clock = clock;
    }

    /** A name that no other deployment has, though it may share Redis with this one. */
    public String deployment() {
        return rows.deployment();
    }

    /**
     * The generation of tokens that are issued now. To be read before whatever the issuer looks at: what is revoked while it
     * looks then ends its token, too.
     */
    public long generation() {
        return rows.generation();
    }

    /**
     * Ends every token that there is of a device, or of a user.
     *
     * @param deviceId null for all of the user's devices
     */
    public void end(String userId, @Nullable String deviceId, String reason) {
        revoke(userId, deviceId, now(), reason, true);
    }

    /** Ends a user's access tokens, so that the refresh tokens have to be used. */
    public void endAccess(String userId, String reason) {
        revoke(userId, null, now(), reason, false);
    }

    /** Ends every token of a user, and those that others will make. */
    public void bar(String userId, String reason) {
        revoke(userId, null, Revocation.FOR_EVER, reason, true);
    }

    /** Lets tokens be that are made from the next second on. */
    public void admit(String userId) {
        rows.limit(userId, rows.next(), now());
        hurryAfterCommit();
    }

    /** Whether refresh tokens of a generation stand. */
    public boolean spareRefresh(String userId, String deviceId, long generation) {
        return generation >= rows.refreshGeneration(userId, deviceId);
    }

    private void revoke(
            String userId, @Nullable String deviceId, long untilSecond, String reason, boolean refreshTokensToo) {
        rows.save(new Revocation(userId, deviceId, rows.next(), untilSecond, reason), refreshTokensToo);
        hurryAfterCommit();
    }

    private long now() {
        return clock.instant().getEpochSecond();
    }

    private void hurryAfterCommit() {
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            @Override
            public void afterCommit() {
                watch.hurry();
            }
        });
    }
}
