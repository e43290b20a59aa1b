package com.startynk.sync.platform.encryption;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.startynk.sync.embedded.EmbeddedStack;
import com.startynk.sync.platform.RecordedLog;
import com.startynk.sync.platform.RunningPlatform;
import com.startynk.sync.protocol.ErrorCode;
import com.startynk.sync.protocol.SyncFailure;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionOperations;

/** Two nodes on one database. */
class SensitiveValuesTest {

    private static final Set<String> SENSITIVE = Set.of("notes", "fit");

    private static String database;
    private static RunningPlatform here;
    private static RunningPlatform there;

    private final String entity = UUID.randomUUID().toString();

    @BeforeAll
    static void start() {
        database = EmbeddedStack.shared().newDatabase();
        here = node(keys("a"));
        there = node(keys("a"));
    }

    @AfterAll
    static void stop() {
        there.close();
        here.close();
    }

    @Test
    void areOpenedOnAnotherNodeAsTheyWere() {
        var fields = new HashMap<String, Object>(Map.of("notes", Map.of("b", 1L, "a", List.of(2.5, "x")), "size", 5L));
        fields.put("fit", null);

        var sealed = seal(here, entity, fields);

        assertThat(sealed).containsEntry("size", 5L).containsEntry("fit", null);
        assertThat(sealed.get("notes")).asString().startsWith("enc:1:");
        assertThat(open(there, entity, sealed)).isEqualTo(fields);
        assertThat(seal(there, entity, fields)).isEqualTo(sealed);
    }

    @Test
    void areSealedUnderOneKeyThoughNodesMakeItAtTheSameTime() throws Exception {
        var threads = Executors.newFixedThreadPool(2);
        try {
            for (var round = 0; round < 20; round++) {
                var id = UUID.randomUUID().toString();
                var together = new CyclicBarrier(2);
                var sealed = List.of(here, there).stream()
                        .map(node -> threads.submit(() -> {
                            together.await();
                            return seal(node, id, Map.of("notes", "same"));
                        }))
                        .toList();
                assertThat(sealed.get(0).get()).isEqualTo(sealed.get(1).get());
            }
        } finally {
            threads.shutdown();
        }
    }

    @Test
    void areGoneOnceTheyAreErasedOnTheOtherNodeWithinTheLifeOfAKey() {
        var sealed = seal(here, entity, Map.of("notes", "x", "size", 5L));
        assertThat(open(there, entity, sealed)).containsKey("notes");

        here.bean(SensitiveValues.class).erase(Set.of(entity));

        assertThat(open(here, entity, sealed)).isEqualTo(Map.of("size", 5L));
        assertThat(SensitiveValues.isLost(
                        seal(here, entity, Map.of("notes", "y")).get("notes")))
                .isTrue();
        await().atMost(Duration.ofSeconds(5))
                .untilAsserted(() -> assertThat(open(there, entity, sealed)).isEqualTo(Map.of("size", 5L)));
        assertThat(SensitiveValues.isLost(
                        seal(there, entity, Map.of("notes", "y")).get("notes")))
                .isTrue();
    }

    /** A reader in the middle of an erasure must not bring the key back into memory. */
    @Test
    void areGoneAtOnceWhereTheyAreErasedThoughSomebodyReadsMeanwhile() throws Exception {
        var sealed = seal(here, entity, Map.of("notes", "x"));
        var reader = Executors.newSingleThreadExecutor();
        try {
            here.bean(TransactionOperations.class).executeWithoutResult(transaction -> {
                here.bean(SensitiveValues.class).erase(Set.of(entity));
                assertThat(reader.submit(() -> open(here, entity, sealed)))
                        .succeedsWithin(Duration.ofSeconds(10))
                        .as("before the commit")
                        .isEqualTo(Map.of("notes", "x"));
            });
        } finally {
            reader.shutdown();
        }

        assertThat(open(here, entity, sealed)).isEmpty();
    }

    @Test
    void stayReadableWhereTheirErasureIsRolledBack() {
        var sealed = seal(here, entity, Map.of("notes", "x"));

        here.bean(TransactionOperations.class).executeWithoutResult(transaction -> {
            here.bean(SensitiveValues.class).erase(Set.of(entity));
            transaction.setRollbackOnly();
        });

        assertThat(open(here, entity, sealed)).isEqualTo(Map.of("notes", "x"));
        assertThat(open(there, entity, sealed)).isEqualTo(Map.of("notes", "x"));
    }

    @Test
    void whoseKeyWasTamperedWithKeepNobodyFromTheRestAndTakeNoOthers() {
        var other = UUID.randomUUID().toString();
        var sealed = seal(here, entity, Map.of("notes", "x"));
        var sealedOther = seal(here, other, Map.of("notes", "y"));
        here.bean(TransactionOperations.class)
                .executeWithoutResult(transaction -> here.bean(JdbcClient.class)
                        .sql("UPDATE data_key SET wrapped = 'no base64!' WHERE entity_id = ?")
                        .param(entity)
                        .update());
        await().atMost(Duration.ofSeconds(5))
                .until(() -> open(there, entity, sealed).isEmpty());

        var opening = there.bean(SensitiveValues.class).opening(Set.of(entity, other));

        assertThat(opening.opened(entity, SENSITIVE, sealed)).isEmpty();
        assertThat(opening.opened(other, SENSITIVE, sealedOther)).isEqualTo(Map.of("notes", "y"));
        assertThatThrownBy(() -> seal(there, entity, Map.of("notes", "z")))
                .isInstanceOfSatisfying(
                        SyncFailure.class,
                        failure -> assertThat(failure.errorCode()).isEqualTo(ErrorCode.TEMPORARILY_UNAVAILABLE));
    }

    @Test
    void canNeverBeSealedForWhatWasErasedBeforeItHadAKey() {
        here.bean(SensitiveValues.class).erase(Set.of(entity));

        assertThat(SensitiveValues.isLost(
                        seal(there, entity, Map.of("notes", "y")).get("notes")))
                .isTrue();
    }

    @Test
    void thatSomebodyChangedAreShownToNobodyAndKeepNobodyFromTheRest() {
        var sealed = new HashMap<>(seal(here, entity, Map.of("notes", "x", "fit", true)));
        sealed.put("notes", sealed.get("fit"));

        try (var log = RecordedLog.open()) {
            assertThat(open(here, entity, sealed)).isEqualTo(Map.of("fit", true));
            assertThat(log.lines()).singleElement().asString().contains("notes of entity " + entity);
        }
    }

    @Test
    void fromBeforeAFieldWasSensitiveAreShownAsTheyAre() {
        assertThat(open(here, entity, Map.of("notes", "plain"))).isEqualTo(Map.of("notes", "plain"));
    }

    @Test
    void areReadUnderANewMasterKeyAndSoonNeedTheOldOneNoMore() {
        var own = EmbeddedStack.shared().newDatabase();
        Map<String, Object> sealed;
        try (var first = node(own, keys("a"))) {
            sealed = seal(first, entity, Map.of("notes", "x"));
            first.bean(SensitiveValues.class).erase(Set.of(UUID.randomUUID().toString()));
        }
        try (var second = node(own, keys("b", "a"))) {
            assertThat(open(second, entity, sealed)).isEqualTo(Map.of("notes", "x"));
            await().until(() -> masterKeys(second).equals(List.of("b")));
        }
        try (var third = node(own, keys("b"))) {
            assertThat(open(third, entity, sealed)).isEqualTo(Map.of("notes", "x"));
        }
        assertThatThrownBy(() -> node(own, keys("a")))
                .rootCause()
                .hasMessageContaining("under the key b, which is not among ENCRYPTION_KEYS");
        assertThatThrownBy(() -> node(own, "b:" + Base64.getEncoder().encodeToString(new byte[32])))
                .hasRootCauseMessage("The key b of ENCRYPTION_KEYS is not the one under which values are stored.");
    }

    private static List<String> masterKeys(RunningPlatform node) {
        return node.bean(JdbcClient.class)
                .sql("SELECT DISTINCT master_key FROM data_key WHERE wrapped IS NOT NULL")
                .query(String.class)
                .list();
    }

    private static Map<String, Object> seal(RunningPlatform node, String entity, Map<String, Object> fields) {
        return node.bean(SensitiveValues.class).sealing(Set.of(entity)).sealed(entity, SENSITIVE, fields);
    }

    private static Map<String, Object> open(RunningPlatform node, String entity, Map<String, Object> fields) {
        return node.bean(SensitiveValues.class).opening(Set.of(entity)).opened(entity, SENSITIVE, fields);
    }

    private static RunningPlatform node(String keys) {
        return node(database, keys);
    }

    private static RunningPlatform node(String url, String keys) {
        return RunningPlatform.start(Map.of(
                "spring.datasource.url", url, "startynk.encryption.keys", keys, "startynk.encryption.key-life", "1s"));
    }

    private static String keys(String... ids) {
        return Arrays.stream(ids)
                .map(id -> id + ":" + Base64.getEncoder().encodeToString(DataKeyTest.key(id.charAt(0))))
                .reduce((some, more) -> some + "," + more)
                .orElseThrow();
    }
}
