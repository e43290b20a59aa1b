package com.startynk.sync.command.identity;

import com.startynk.sync.command.identity.RefreshTokenRows.Row;
import com.startynk.sync.command.identity.RefreshTokenRows.State;
import com.startynk.sync.platform.session.DeviceUses;
import com.startynk.sync.platform.session.Revocations;
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
    private final Revocations revocations;
    private final SessionEnds ends;
    private final DeviceUses uses;
    private final SessionLog log;
    private final Duration lifetime;
    private final TransactionOperations transactions;
    private final Clock clock;

    Sessions(
            AccountRows accounts,
            DeviceRows devices,
            RefreshTokenRows tokens,
            AccessTokens accessTokens,
            Revocations revocations,
            SessionEnds ends,
            DeviceUses uses,
            SessionLog log,
            Duration lifetime,
            TransactionOperations transactions,
            Clock clock) {
        this.accounts = accounts;
        this.devices = devices;
        this.tokens = tokens;
        this.accessTokens = accessTokens;
        this.revocations = revocations;
        this.ends = ends;
        this.uses = uses;
        this.log = log;
        this.lifetime = lifetime;
        this.transactions = transactions;
        this.clock = clock;
    }

    /** What became of a wish to go on. That a token was used twice must be stored before it is told. */
    private sealed interface Renewal {

        record Renewed(TokenPair pair) implements Renewal {}

        record Refused(ErrorCode errorCode, String reason) implements Renewal {}
    }

    /**
     * Begins a session.
     *
     * @param generation as it was before the account was looked at: whatever ended its sessions meanwhile ends this one
     */
    TokenPair begin(Account account, Login.Device device, long generation) {
        return inOneTransaction(() -> {
            var now = clock.instant();
            devices.save(account.userId(), device, now);
            tokens.revokeDevice(account.userId(), device.deviceId());
            var family = UUID.randomUUID().toString();
            log.loggedIn(account.userId(), device.deviceId());
            return issue(account, Row.active(account.userId(), device.deviceId(), family, generation), now);
        });
    }

    /**
     * Gives a new pair for a refresh token, once.
     *
     * @throws SyncFailure {@code TOKEN_REUSED} when it was used before, {@code UNAUTHENTICATED} when it is none
     */
    TokenPair renew(RefreshToken token) {
        var renewal = inOneTransaction(() -> renewal(token, revocations.generation()));
        if (renewal instanceof Renewal.Renewed renewed) {
            return renewed.pair();
        }
        var refused = (Renewal.Refused) renewal;
        throw new SyncFailure(refused.errorCode(), refused.reason());
    }

    private Renewal renewal(RefreshToken token, long generation) {
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
            return reused(found);
        }
        var account = accounts.find(found.userId()).orElse(null);
        if (account == null
                || account.disabled()
                || !revocations.spareRefresh(found.userId(), found.deviceId(), found.generation())) {
            return unknown();
        }
        tokens.use(token);
        tokens.deleteExpired(found.userId(), found.deviceId(), now);
        var next = Row.active(found.userId(), found.deviceId(), found.family(), generation);
        return new Renewal.Renewed(issue(account, next, now));
    }

    /** A family that is dead already must not end the session that has taken its place. */
    private Renewal reused(Row token) {
        if (tokens.isAlive(token)) {
            ends.endDevice(token.userId(), token.deviceId(), SessionEnds.TOKEN_REUSED, null);
        }
        return new Renewal.Refused(
                ErrorCode.TOKEN_REUSED, "This refresh token was used before, so its session has been ended.");
    }

    private TokenPair issue(Account account, Row next, Instant now) {
        var token = RefreshToken.random();
        tokens.insert(token, next, now, now.plus(lifetime));
        uses.record(next.userId(), next.deviceId());
        var accessToken = accessTokens.sign(account, next.deviceId(), next.generation(), now);
        return TokenPair.of(accessToken, token, accessTokens.lifetimeSeconds());
    }

    private static Renewal unknown() {
        return new Renewal.Refused(ErrorCode.UNAUTHENTICATED, "This is no valid refresh token.");
    }

    private <T> T inOneTransaction(Supplier<T> work) {
        return Objects.requireNonNull(transactions.<T>execute(transaction -> work.get()));
    }
}
