package com.startynk.sync.platform.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.startynk.sync.embedded.EmbeddedStack;
import com.startynk.sync.platform.Cable;
import com.startynk.sync.platform.RunningPlatform;
import com.startynk.sync.platform.Tokens;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.transaction.support.TransactionTemplate;

/** Two nodes on one database; one of them reaches Redis by a cable. */
class RevocationTest {

    private static final Duration PROMISED = Duration.ofSeconds(5);

    private static Cable cable;
    private static RunningPlatform here;
    private static RunningPlatform there;

    private final String userId = "u-" + UUID.randomUUID();

    @BeforeAll
    static void start() throws IOException {
        var stack = EmbeddedStack.shared();
        var database = Map.of("spring.datasource.url", stack.newDatabase());
        cable = new Cable(stack.redis().port());
        here = RunningPlatform.start(database);
        there = RunningPlatform.start(Map.of(
                "spring.datasource.url",
                database.get("spring.datasource.url"),
                "spring.data.redis.port",
                Integer.toString(cable.port())));
    }

    @AfterAll
    static void stop() throws IOException {
        there.close();
        here.close();
        cable.close();
    }

    @Test
    void isObeyedAtOnceWhereItIsMadeAndSoonEverywhere() {
        var token = token("phone");
        assertThat(status(here, token)).isEqualTo(200);
        assertThat(status(there, token)).isEqualTo(200);

        revoke(revocations -> revocations.end(userId, "phone", "REVOKED"));

        assertThat(status(here, token)).isEqualTo(401);
        await().atMost(Duration.ofSeconds(1)).until(() -> status(there, token) == 401);
    }

    @Test
    void isObeyedInTimeWithoutRedis() {
        var token = token("phone");
        cable.cut();
        try {
            assertThat(status(there, token)).isEqualTo(200);

            revoke(revocations -> revocations.end(userId, "phone", "REVOKED"));

            await().atMost(PROMISED).until(() -> status(there, token) == 401);
        } finally {
            cable.mend();
        }
    }

    @Test
    void leavesTheOtherDevicesAndPeopleAlone() {
        revoke(revocations -> revocations.end(userId, "phone", "REVOKED"));

        assertThat(status(here, token("phone"))).isEqualTo(401);
        assertThat(status(here, token("tablet"))).isEqualTo(200);
        assertThat(status(here, Tokens.valid())).isEqualTo(200);
    }

    @Test
    void endsAllDevicesOfAUser() {
        revoke(revocations -> revocations.end(userId, "tablet", "REVOKED"));
        revoke(revocations -> revocations.end(userId, null, "PHONE_STOLEN"));

        assertThat(status(here, token("phone"))).isEqualTo(401);
        assertThat(status(here, token("tablet"))).isEqualTo(401);
    }

    @Test
    void sparesTokensThatWereIssuedLater() {
        var before = here.bean(Revocations.class).generation();
        revoke(revocations -> revocations.end(userId, "phone", "REVOKED"));
        var after = here.bean(Revocations.class).generation();

        assertThat(status(here, token("phone", before))).isEqualTo(401);
        assertThat(status(here, token("phone", after))).isEqualTo(200);
        assertThat(status(here, token("phone", issuedIn(2)))).isEqualTo(200);
    }

    @Test
    void barsWhateverIsIssuedUntilTheUserIsAdmittedAgain() {
        revoke(revocations -> revocations.bar(userId, "DISABLED"));
        revoke(revocations -> revocations.end(userId, null, "PHONE_STOLEN"));
        assertThat(status(here, token("phone", issuedIn(2)))).isEqualTo(401);

        revoke(revocations -> revocations.admit(userId));

        assertThat(status(here, token("phone"))).isEqualTo(401);
        assertThat(status(here, token("phone", issuedIn(2)))).isEqualTo(200);
    }

    @Test
    void isNothingWhenItsTransactionFails() {
        var token = token("phone");

        here.bean(TransactionTemplate.class).executeWithoutResult(transaction -> {
            here.bean(Revocations.class).end(userId, "phone", "REVOKED");
            transaction.setRollbackOnly();
        });

        assertThat(status(here, token)).isEqualTo(200);
    }

    @Test
    void isKnownToANodeThatStartsLater() {
        var phone = token("phone");
        var tablet = token("tablet");
        revoke(revocations -> revocations.end(userId, "phone", "REVOKED"));

        try (var later =
                RunningPlatform.start(Map.of("spring.datasource.url", here.setting("spring.datasource.url")))) {
            assertThat(status(later, phone)).isEqualTo(401);
            assertThat(status(later, tablet)).isEqualTo(200);
        }
    }

    private static void revoke(Consumer<Revocations> work) {
        here.bean(TransactionTemplate.class)
                .executeWithoutResult(transaction -> work.accept(here.bean(Revocations.class)));
    }

    private static int status(RunningPlatform node, String token) {
        return node.send(node.bare("/api/v1/me").header("Authorization", "Bearer " + token))
                .status();
    }

    private String token(String device) {
        return token(device, Map.of());
    }

    private String token(String device, long generation) {
        return token(device, Map.of("gen", generation));
    }

    /** Within what clocks may be off. */
    private static Map<String, Object> issuedIn(long seconds) {
        return Map.of("iat", Instant.now().getEpochSecond() + seconds);
    }

    private String token(String device, Map<String, Object> further) {
        var claims = Tokens.with("sub", userId);
        claims.put("device_id", device);
        claims.putAll(further);
        return Tokens.sign(claims);
    }
}
