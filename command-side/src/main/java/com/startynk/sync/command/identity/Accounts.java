package com.startynk.sync.command.identity;

import com.startynk.sync.protocol.ErrorCode;
import com.startynk.sync.protocol.SyncFailure;
import java.time.Clock;
import java.util.Optional;
import java.util.Set;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.transaction.support.TransactionOperations;

/** Who can log in. */
final class Accounts {

    private final AccountRows rows;
    private final Passwords passwords;
    private final TransactionOperations transactions;
    private final Clock clock;

    Accounts(AccountRows rows, Passwords passwords, TransactionOperations transactions, Clock clock) {
        this.rows = rows;
        this.passwords = passwords;
        this.transactions = transactions;
        this.clock = clock;
    }

    void save(String userId, Credentials credentials) {
        save(userId, credentials.username(), credentials.password(), Role.of(credentials.roles()));
    }

    void save(String userId, String username, String password, Set<Role> roles) {
        var account = new Account(userId, username, passwords.hash(password), roles);
        try {
            store(account);
        } catch (DuplicateKeyException e) {
            var holder = rows.findByUsername(username);
            if (holder.isPresent() && !holder.get().userId().equals(userId)) {
                throw new SyncFailure(ErrorCode.ALREADY_EXISTS, "Somebody else has this username.");
            }
            // The same account was made at this very moment, so now it is there to be changed.
            store(account);
        }
    }

    private void store(Account account) {
        transactions.executeWithoutResult(transaction -> rows.save(account, clock.instant()));
    }

    /** The account of this name, when that is its password. */
    Optional<Account> find(String username, String password) {
        var account = rows.findByUsername(username);
        var hash = account.map(Account::passwordHash).orElse(null);
        return passwords.matches(password, hash) ? account : Optional.empty();
    }

    boolean isAnybody(Role role) {
        return rows.isAnybody(role);
    }
}
