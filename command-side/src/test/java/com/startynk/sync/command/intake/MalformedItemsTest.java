package com.startynk.sync.command.intake;

import static com.startynk.sync.command.intake.RunningIntake.ADA;
import static com.startynk.sync.command.intake.RunningIntake.JSON;
import static com.startynk.sync.command.intake.RunningIntake.creation;
import static com.startynk.sync.command.intake.RunningIntake.edit;
import static com.startynk.sync.command.intake.RunningIntake.item;
import static org.assertj.core.api.Assertions.assertThat;

import com.startynk.sync.protocol.ErrorCode;
import com.startynk.sync.protocol.FieldError;
import com.startynk.sync.protocol.push.SyncResult;
import com.startynk.sync.protocol.push.SyncStatus;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is no item, and what is none that can be taken. */
class MalformedItemsTest {

    private final RunningIntake intake = new RunningIntake();

    @AfterEach
    void stop() {
        intake.close();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        mutationId      | "abc"
        mutationId      | null
        mutationId      | 7
        operation       | "UPSERT"
        operation       | null
        entityType      | null
        entityType      | 5
        entityId        | "abc"
        entityId        | null
        localId         | "x1"
        localId         | "local:"
        localId         | "local:1"
        projectId       | null
        projectId       | "elsewhere"
        baseVersion     | 3
        data            | null
        data            | []
        data            | "x"
        priority        | "URGENT"
        clientTimestamp | "yesterday"
        clientTimestamp | 5
        checksum        | "md5:abc"
        """)
    void namesTheMemberThatIsWrong(String member, String value) {
        var item = creation("title");
        item.set(member, JSON.readTree(value));

        var result = intake.push(ADA, item).get(0);

        assertThat(result.status()).isEqualTo(SyncStatus.REJECTED);
        assertThat(result.error().errorCode()).isEqualTo(ErrorCode.INVALID_INPUT);
        assertThat(result.error().errors())
                .extracting(FieldError::field)
                .containsExactly(member.equals("localId") && value.contains("local:1") ? "entityId" : member);
        assertThat(result.data()).isSameAs(SyncResult.ABSENT);
    }

    @ParameterizedTest
    @CsvSource({"null", "0", "-1", "1.5", "'\"1\"'", "1e30", "{}"})
    void wantsAnIntegerFromOneAsTheBaseOfAnEdit(String base) {
        var item = edit(UUID.randomUUID().toString(), 1, "title");
        item.set("baseVersion", JSON.readTree(base));

        assertThat(intake.push(ADA, item).get(0).error().errors())
                .extracting(FieldError::field)
                .containsExactly("baseVersion");
    }

    @Test
    void namesAllThatIsWrongAtOnce() {
        var item = creation("title").put("mutationId", "x").put("operation", "UPSERT");

        assertThat(intake.push(ADA, item).get(0).error().errors())
                .extracting(FieldError::field)
                .containsExactly("mutationId", "operation");
    }

    @Test
    void refusesWhatIsNoItemAtAllBesideGoodOnes() {
        var results = intake.push(
                ADA,
                creation("good"),
                JSON.readTree("null"),
                JSON.readTree("7"),
                JSON.readTree("[]"),
                JSON.readTree("\"x\""),
                JSON.readTree("{}"),
                creation("good too"));

        assertThat(results)
                .extracting(SyncResult::status)
                .containsExactly(
                        SyncStatus.APPLIED,
                        SyncStatus.REJECTED,
                        SyncStatus.REJECTED,
                        SyncStatus.REJECTED,
                        SyncStatus.REJECTED,
                        SyncStatus.REJECTED,
                        SyncStatus.APPLIED);
    }

    @Test
    void knowsNoTypeThatIsNotDeclared() {
        var item = creation("x").put("entityType", "spaceship");

        assertThat(intake.push(ADA, item).get(0).error().errorCode()).isEqualTo(ErrorCode.UNKNOWN_ENTITY_TYPE);
    }

    @Test
    void measuresItemsInBytes() {
        var item = creation("漢".repeat(24 * 1024));

        assertThat(intake.push(ADA, item).get(0).error().errorCode()).isEqualTo(ErrorCode.PAYLOAD_TOO_LARGE);
    }

    @Test
    void refusesDataThatIsNotWhatTheChecksumWasMadeOf() {
        var item = creation("x").put("checksum", "sha256:" + "0".repeat(64));

        assertThat(intake.push(ADA, item).get(0).error().errorCode()).isEqualTo(ErrorCode.CHECKSUM_MISMATCH);
    }

    @Test
    void takesAChecksumOverTheCanonicalFormOfDataAsSent() {
        var item = creation("x");
        item.set("data", JSON.readTree("{\"title\":\"é/\", \"progress\": 1E1, \"notes\": null}"));
        var computed = CanonicalJson.checksum(
                "{\"notes\":null,\"progress\":10,\"title\":\"é/\"}".getBytes(java.nio.charset.StandardCharsets.UTF_8));
        item.put("checksum", computed);

        assertThat(intake.push(ADA, item).get(0).status()).isEqualTo(SyncStatus.APPLIED);
    }
}
