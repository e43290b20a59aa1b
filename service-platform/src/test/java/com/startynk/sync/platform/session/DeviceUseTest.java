package com.startynk.sync.platform.session;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.startynk.sync.platform.RunningPlatform;
import com.startynk.sync.platform.Tokens;
import com.startynk.sync.protocol.Caller;
import java.time.Clock;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionCallback;
import org.springframework.transaction.support.TransactionOperations;
import org.springframework.transaction.support.TransactionTemplate;

class DeviceUseTest {

    private final RunningPlatform platform = RunningPlatform.shared();
    private final String userId = "u-" + UUID.randomUUID();

    @Test
    void isRecordedAtTheFirstCallWithAToken() {
        call("phone");
        call("phone");
        call("tablet");

        await().untilAsserted(() -> assertThat(devices()).containsExactly("phone", "tablet"));
        assertThat(lastSeen()).isAfter(LocalDateTime.now(ZoneOffset.UTC).minusMinutes(1));
    }

    @Test
    void isForgottenUntilItIsSeenAgain() {
        call("phone");
        var uses = platform.bean(DeviceUses.class);
        uses.write();

        assertThat(uses.knows(userId, "phone")).isTrue();
        platform.bean(TransactionTemplate.class).executeWithoutResult(transaction -> uses.forget(userId, "phone"));
        assertThat(uses.knows(userId, "phone")).isFalse();

        call("phone");
        uses.write();
        assertThat(devices()).containsExactly("phone");
    }

    /** It was seen before it was logged out, and is written after that. */
    @Test
    void isNotBroughtBackByAWritingThatWasUnderWay() {
        var meanwhile = new AtomicReference<DeviceUses>();
        var uses = new DeviceUses(
                new DeviceUseRows(platform.bean(JdbcTemplate.class)), forgettingOnce(meanwhile), Clock.systemUTC());
        meanwhile.set(uses);
        uses.seen(caller("phone"));
        uses.seen(caller("tablet"));

        uses.write();

        assertThat(uses.knows(userId, "phone")).isFalse();
        assertThat(devices()).containsExactly("tablet");
    }

    /** Lets the phone be forgotten when the writing has already taken what it writes. */
    private TransactionOperations forgettingOnce(AtomicReference<DeviceUses> uses) {
        var transactions = platform.bean(TransactionTemplate.class);
        var first = new AtomicBoolean(true);
        return new TransactionOperations() {
            @Override
            public <T> T execute(TransactionCallback<T> action) {
                if (first.getAndSet(false)) {
                    transactions.executeWithoutResult(transaction -> uses.get().forget(userId, "phone"));
                }
                return transactions.execute(action);
            }
        };
    }

    private Caller caller(String device) {
        return new Caller(userId, device, Set.of(), 0, Long.MAX_VALUE);
    }

    private void call(String device) {
        var claims = Tokens.with("sub", userId);
        claims.put("device_id", device);
        claims.put("jti", UUID.randomUUID().toString());
        var answer =
                platform.send(platform.bare("/api/v1/me").header("Authorization", "Bearer " + Tokens.sign(claims)));
        assertThat(answer.status()).isEqualTo(200);
    }

    private List<String> devices() {
        return platform
                .bean(JdbcTemplate.class)
                .queryForList(
                        "SELECT device_id FROM device_use WHERE user_id = ? ORDER BY device_id", byte[].class, (Object)
                                userId.getBytes(UTF_8))
                .stream()
                .map(id -> new String(id, UTF_8))
                .toList();
    }

    private LocalDateTime lastSeen() {
        return platform.bean(JdbcTemplate.class)
                .queryForObject(
                        "SELECT MAX(last_seen_at) FROM device_use WHERE user_id = ?", LocalDateTime.class, (Object)
                                userId.getBytes(UTF_8));
    }
}
