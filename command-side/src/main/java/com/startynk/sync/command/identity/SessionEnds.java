package com.startynk.sync.command.identity;

import com.startynk.sync.platform.session.DeviceUses;
import com.startynk.sync.platform.session.Revocations;
import com.startynk.sync.protocol.Caller;
import org.jspecify.annotations.Nullable;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Ends sessions: refresh tokens, access tokens, sockets. Whoever changes tokens of a device locks the device first, then the
 * generation, then its tokens: in another order two could wait for each other.
 */
final class SessionEnds {

    static final String LOGGED_OUT = "LOGGED_OUT";
    static final String DEVICE_REVOKED = "DEVICE_REVOKED";
    static final String TOKEN_REUSED = "TOKEN_REUSED";
    static final String PASSWORD_CHANGED = "PASSWORD_CHANGED";
    static final String ROLES_CHANGED = "ROLES_CHANGED";
    static final String ACCOUNT_DISABLED = "ACCOUNT_DISABLED";

    private final DeviceRows devices;
    private final RefreshTokenRows tokens;
    private final Revocations revocations;
    private final DeviceUses uses;
    private final SessionLog log;
    private final TransactionOperations transactions;

    SessionEnds(
            DeviceRows devices,
            RefreshTokenRows tokens,
            Revocations revocations,
            DeviceUses uses,
            SessionLog log,
            TransactionOperations transactions) {
        this.devices = devices;
        this.tokens = tokens;
        this.revocations = revocations;
        this.uses = uses;
        this.log = log;
        this.transactions = transactions;
    }

    void logout(Caller caller) {
        transactions.executeWithoutResult(
                transaction -> endDevice(caller.userId(), caller.deviceId(), LOGGED_OUT, caller));
    }

    /** False when the caller has no such device. */
    boolean revoke(String deviceId, Caller caller) {
        uses.write();
        return Boolean.TRUE.equals(transactions.execute(transaction -> {
            if (!uses.knows(caller.userId(), deviceId)) {
                return false;
            }
            endDevice(caller.userId(), deviceId, DEVICE_REVOKED, caller);
            return true;
        }));
    }

    void endAll(String userId, String reason, Caller by) {
        transactions.executeWithoutResult(transaction -> endUser(userId, reason, by));
    }

    /**
     * In the caller's transaction.
     *
     * @param by here and below: null when nobody did but the server itself
     */
    void endDevice(String userId, String deviceId, String reason, @Nullable Caller by) {
        devices.lock(userId, deviceId);
        revocations.end(userId, deviceId, reason);
        tokens.revokeDevice(userId, deviceId);
        uses.forget(userId, deviceId);
        log.ended(userId, deviceId, reason, by);
    }

    /** In the caller's transaction. */
    void endUser(String userId, String reason, @Nullable Caller by) {
        revocations.end(userId, null, reason);
        tokens.revokeUser(userId);
        uses.forgetAll(userId);
        log.ended(userId, null, reason, by);
    }

    /** In the caller's transaction: refresh tokens are still good, and give new access tokens. */
    void endAccess(String userId, String reason, @Nullable Caller by) {
        revocations.endAccess(userId, reason);
        log.ended(userId, null, reason, by);
    }

    /** In the caller's transaction: nothing lets the user in until it is admitted. */
    void bar(String userId, String reason, Caller by) {
        revocations.bar(userId, reason);
        tokens.revokeUser(userId);
        uses.forgetAll(userId);
        log.ended(userId, null, reason, by);
    }

    /** In the caller's transaction. */
    void admit(String userId) {
        revocations.admit(userId);
    }
}
