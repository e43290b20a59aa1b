package com.startynk.sync.platform.session;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.startynk.sync.platform.RunningPlatform;
import com.startynk.sync.platform.Tokens;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcTemplate;
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
