package com.startynk.sync.command.identity;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.text.Normalizer;
import java.time.Instant;
import java.util.Collection;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The table {@code account}. */
final class AccountRows {

    private final JdbcClient jdbc;

    AccountRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    Optional<Account> findByUsername(String username) {
        return jdbc.sql(
                        "SELECT user_id, username, password_hash, roles, disabled_at FROM account WHERE username_key = :key")
                .param("key", key(username))
                .query((row, n) -> account(row))
                .optional();
    }

    Optional<Account> find(String userId) {
        return jdbc.sql(
                        "SELECT user_id, username, password_hash, roles, disabled_at FROM account WHERE user_id = :user")
                .param("user", userId.getBytes(UTF_8))
                .query((row, n) -> account(row))
                .optional();
    }

    boolean isAnybody(Role role) {
        return jdbc.sql("SELECT COUNT(*) FROM account WHERE FIND_IN_SET(:role, roles) > 0")
                        .param("role", role.name())
                        .query(Long.class)
                        .single()
                > 0;
    }

    /** Those of these people who may log in and manage projects then. */
    Set<String> managersAmong(Collection<String> userIds) {
        return userIds.isEmpty()
                ? Set.of()
                : Set.copyOf(jdbc.sql("""
                                SELECT user_id FROM account WHERE user_id IN (:users) AND disabled_at IS NULL
                                    AND (FIND_IN_SET('PROJECT_MANAGER', roles) > 0 OR FIND_IN_SET('ADMIN', roles) > 0)
                                """)
                        .param(
                                "users",
                                userIds.stream()
                                        .map(user -> user.getBytes(UTF_8))
                                        .toList())
                        .query((row, n) -> new String(row.getBytes("user_id"), UTF_8))
                        .list());
    }

    /** Not by an upsert, which would change the other account when the name is taken. */
    void save(Account account, Instant now) {
        var changed = jdbc.sql("""
                        UPDATE account SET username = :username, username_key = :key, password_hash = :hash, roles = :roles,
                            updated_at = :now
                        WHERE user_id = :user
                        """)
                .param("username", account.username())
                .param("key", key(account.username()))
                .param("hash", account.passwordHash())
                .param("roles", Role.column(account.roles()))
                .param("now", UtcColumn.of(now))
                .param("user", account.userId().getBytes(UTF_8))
                .update();
        if (changed == 0) {
            insert(account, now);
        }
    }

    void changePassword(String userId, String passwordHash, Instant now) {
        jdbc.sql("UPDATE account SET password_hash = :hash, updated_at = :now WHERE user_id = :user")
                .param("hash", passwordHash)
                .param("now", UtcColumn.of(now))
                .param("user", userId.getBytes(UTF_8))
                .update();
    }

    /** False when there is no account that could be. */
    boolean disable(String userId, Instant now) {
        return jdbc.sql("UPDATE account SET disabled_at = :now WHERE user_id = :user AND disabled_at IS NULL")
                        .param("now", UtcColumn.of(now))
                        .param("user", userId.getBytes(UTF_8))
                        .update()
                > 0;
    }

    /** False when there is no disabled account. */
    boolean enable(String userId) {
        return jdbc.sql("UPDATE account SET disabled_at = NULL WHERE user_id = :user AND disabled_at IS NOT NULL")
                        .param("user", userId.getBytes(UTF_8))
                        .update()
                > 0;
    }

    private void insert(Account account, Instant now) {
        jdbc.sql("""
                        INSERT INTO account (user_id, username, username_key, password_hash, roles, created_at, updated_at)
                        VALUES (:user, :username, :key, :hash, :roles, :now, :now)
                        """)
                .param("user", account.userId().getBytes(UTF_8))
                .param("username", account.username())
                .param("key", key(account.username()))
                .param("hash", account.passwordHash())
                .param("roles", Role.column(account.roles()))
                .param("now", UtcColumn.of(now))
                .update();
    }

    /** Lower case by way of upper case, so that letters with one upper case (as σ and ς) are one. */
    static byte[] key(String username) {
        return Normalizer.normalize(username, Normalizer.Form.NFKC)
                .toUpperCase(Locale.ROOT)
                .toLowerCase(Locale.ROOT)
                .getBytes(UTF_8);
    }

    private static Account account(ResultSet row) throws SQLException {
        return new Account(
                new String(row.getBytes("user_id"), UTF_8),
                row.getString("username"),
                row.getString("password_hash"),
                Role.ofColumn(row.getString("roles")),
                row.getString("disabled_at") != null);
    }
}
