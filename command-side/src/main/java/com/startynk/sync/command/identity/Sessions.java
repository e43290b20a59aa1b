package com.startynk.sync.command.identity;

import com.startynk.sync.command.identity.RefreshTokenRows.State;
import com.startynk.sync.protocol.Caller;
import com.startynk.sync.protocol.ErrorCode;
import com.startynk.sync.protocol.SyncFailure;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Supplier;
import org.springframework.transaction.support.TransactionOperations;

/** The sessions of people on their devices; a device has one at a time. */
final class Sessions {

    private final AccountRows accounts;
    private final DeviceRows devices;
    private final RefreshTokenRows tokens;
    private final AccessTokens accessTokens;
    private final Duration lifetime;
    private final TransactionOperations transactions;
    private final Clock clock;

    Sessions(
            AccountRows accounts,
            DeviceRows devices,
            RefreshTokenRows tokens,
            AccessTokens accessTokens,
            Duration lifetime,
            TransactionOperations transactions,
            Clock clock) {
        this.accounts = accounts;
        this.devices = devices;
        this.tokens = tokens;
        this.accessTokens = accessTokens;
        this.lifetime = lifetime;
        this.transactions = transactions;
        this.clock = clock;
    }

    /** What became of a wish to go on. That a token was used twice must be stored before it is told. */
    private sealed interface Renewal {

        record Renewed(TokenPair pair) implements Renewal {}

        record Refused(ErrorCode errorCode, String reason) implements Renewal {}
    }

    TokenPair begin(Account account, Login.Device device) {
        return inOneTransaction(() -> {
            var now = clock.instant();
            devices.save(account.userId(), device, now);
            tokens.revokeDevice(account.userId(), device.deviceId());
            return issue(account, device.deviceId(), UUID.randomUUID().toString(), now);
        });
    }

    /**
     * Gives a new pair for a refresh token, once.
     *
     * @throws SyncFailure {@code TOKEN_REUSED} when it was used before, {@code UNAUTHENTICATED} when it is none
     */
    TokenPair renew(RefreshToken token) {
        var renewal = inOneTransaction(() -> renewal(token));
        if (renewal instanceof Renewal.Renewed renewed) {
            return renewed.pair();
        }
        var refused = (Renewal.Refused) renewal;
        throw new SyncFailure(refused.errorCode(), refused.reason());
    }

    void end(Caller caller) {
        transactions.executeWithoutResult(transaction -> {
            devices.lock(caller.userId(), caller.deviceId());
            tokens.revokeDevice(caller.userId(), caller.deviceId());
        });
    }

    private Renewal renewal(RefreshToken token) {
        var now = clock.instant();
        var owner = tokens.find(token, now).orElse(null);
        if (owner == null) {
            return unknown();
        }
        devices.lock(owner.userId(), owner.deviceId());
        // Looked at again: while this one waited for the lock, another may have used it.
        var found = tokens.find(token, now).orElse(null);
        if (found == null || found.expired() || found.state() == State.REVOKED) {
            return unknown();
        }
        if (found.state() == State.USED) {
            tokens.revokeFamily(found);
            return new Renewal.Refused(
                    ErrorCode.TOKEN_REUSED, "This refresh token was used before, so its session has been ended.");
        }
        var account = accounts.find(found.userId()).orElse(null);
        if (account == null) {
            return unknown();
        }
        tokens.use(token);
        tokens.deleteExpired(found.userId(), found.deviceId(), now);
        devices.seen(found.userId(), found.deviceId(), now);
        return new Renewal.Renewed(issue(account, found.deviceId(), found.family(), now));
    }

    private TokenPair issue(Account account, String deviceId, String family, Instant now) {
        var token = RefreshToken.random();
        tokens.insert(token, account.userId(), deviceId, family, now, now.plus(lifetime));
        var accessToken = accessTokens.sign(account, deviceId, now);
        return TokenPair.of(accessToken, token, accessTokens.lifetimeSeconds());
    }

    private static Renewal unknown() {
        return new Renewal.Refused(ErrorCode.UNAUTHENTICATED, "This is no valid refresh token.");
    }

    private <T> T inOneTransaction(Supplier<T> work) {
        return Objects.requireNonNull(transactions.<T>execute(transaction -> work.get()));
    }
}
