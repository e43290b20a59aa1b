package com.startynk.sync.command.identity;

import com.startynk.sync.platform.http.Network;
import com.startynk.sync.protocol.Caller;
import com.startynk.sync.protocol.ErrorCode;
import com.startynk.sync.protocol.SyncFailure;
import java.time.Clock;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.transaction.support.TransactionOperations;

/** Who can log in. */
final class Accounts {

    private final AccountRows rows;
    private final Passwords passwords;
    private final SessionEnds ends;
    private final SessionLog log;
    private final TransactionOperations transactions;
    private final Clock clock;

    Accounts(
            AccountRows rows,
            Passwords passwords,
            SessionEnds ends,
            SessionLog log,
            TransactionOperations transactions,
            Clock clock) {
        this.rows = rows;
        this.passwords = passwords;
        this.ends = ends;
        this.log = log;
        this.transactions = transactions;
        this.clock = clock;
    }

    void save(String userId, Credentials credentials, Caller by) {
        save(userId, credentials.username(), credentials.password(), Role.of(credentials.roles()), by);
    }

    /** Makes or changes an account, as nobody in particular. */
    void save(String userId, String username, String password, Set<Role> roles) {
        save(userId, username, password, roles, null);
    }

    /** Another password ends all sessions of that account; other roles end its access tokens, which name the former ones. */
    private void save(String userId, String username, String password, Set<Role> roles, @Nullable Caller by) {
        var before = rows.find(userId).orElse(null);
        var account = new Account(userId, username, hash(password, before), roles, false);
        try {
            store(before, account, by);
        } catch (DuplicateKeyException e) {
            var holder = rows.findByUsername(username);
            if (holder.isPresent() && !holder.get().userId().equals(userId)) {
                throw new SyncFailure(ErrorCode.ALREADY_EXISTS, "Somebody else has this username.");
            }
            // The same account was made at this very moment, so now it is there to be changed.
            store(before, account, by);
        }
    }

    /** The present hash, where it is of this password. */
    private String hash(String password, @Nullable Account before) {
        return before != null && passwords.matches(password, before.passwordHash())
                ? before.passwordHash()
                : passwords.hash(password);
    }

    private void store(@Nullable Account before, Account account, @Nullable Caller by) {
        transactions.executeWithoutResult(transaction -> {
            rows.save(account, clock.instant());
            if (before == null) {
                return;
            }
            if (!before.passwordHash().equals(account.passwordHash())) {
                ends.endUser(account.userId(), SessionEnds.PASSWORD_CHANGED, by);
            } else if (!before.roles().equals(account.roles())) {
                ends.endAccess(account.userId(), SessionEnds.ROLES_CHANGED, by);
            }
        });
    }

    /** Ends all sessions of the account's person; whoever is still at it needs new tokens. */
    void changePassword(Account account, String password, Caller by) {
        var hash = passwords.hash(password);
        transactions.executeWithoutResult(transaction -> {
            rows.changePassword(account.userId(), hash, clock.instant());
            ends.endUser(account.userId(), SessionEnds.PASSWORD_CHANGED, by);
        });
    }

    /** Lets nobody in by this account until it is enabled, be it by a token that was made elsewhere. */
    void disable(String userId, Caller by) {
        require(userId);
        transactions.executeWithoutResult(transaction -> {
            if (rows.disable(userId, clock.instant())) {
                ends.bar(userId, SessionEnds.ACCOUNT_DISABLED, by);
            }
        });
    }

    void enable(String userId) {
        require(userId);
        transactions.executeWithoutResult(transaction -> {
            if (rows.enable(userId)) {
                ends.admit(userId);
            }
        });
    }

    private void require(String userId) {
        if (rows.find(userId).isEmpty()) {
            throw new SyncFailure(ErrorCode.NOT_FOUND, "There is no such account.");
        }
    }

    /** The account of this person, when that is its password. */
    Optional<Account> findOwn(String userId, String password) {
        return withPassword(rows.find(userId), password);
    }

    /** The account of this name, when that is its password. */
    Optional<Account> find(String username, String password) {
        return withPassword(rows.findByUsername(username), password);
    }

    /** Takes as long for an account that does not exist or is disabled. */
    private Optional<Account> withPassword(Optional<Account> account, String password) {
        var hash = account.map(Account::passwordHash).orElse(null);
        return passwords.matches(password, hash) ? account.filter(found -> !found.disabled()) : Optional.empty();
    }

    /** Keeps that somebody with this name, or with a name of nobody, was not let in. */
    void refused(String username, String deviceId, String address) {
        var userId = rows.findByUsername(username).map(Account::userId).orElse(null);
        transactions.executeWithoutResult(transaction -> log.refused(userId, deviceId, Network.of(address)));
    }

    boolean isAnybody(Role role) {
        return rows.isAnybody(role);
    }
}
