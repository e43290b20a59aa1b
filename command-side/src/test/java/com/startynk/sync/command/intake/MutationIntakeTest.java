package com.startynk.sync.command.intake;

import static com.startynk.sync.command.intake.RunningIntake.ADA;
import static com.startynk.sync.command.intake.RunningIntake.ADAS_TABLET;
import static com.startynk.sync.command.intake.RunningIntake.JSON;
import static com.startynk.sync.command.intake.RunningIntake.NOW;
import static com.startynk.sync.command.intake.RunningIntake.creation;
import static com.startynk.sync.command.intake.RunningIntake.edit;
import static com.startynk.sync.command.intake.RunningIntake.item;
import static org.assertj.core.api.Assertions.assertThat;

import com.startynk.sync.protocol.Caller;
import com.startynk.sync.protocol.push.SyncResult;
import com.startynk.sync.protocol.push.SyncStatus;
import java.util.ArrayList;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** Many at once, and whose clock counts. */
class MutationIntakeTest {

    /** Not the common pool, which has one thread on two processors. */
    private static final Executor OWN_THREADS = work -> new Thread(work).start();

    private final RunningIntake intake = new RunningIntake();

    @AfterEach
    void stop() {
        intake.close();
    }

    @Nested
    class Crowds {

        @Test
        void storeAMutationOnceHoweverOftenItIsSentAtTheSameTime() {
            var item = creation("once");
            var sendings = new ArrayList<CompletableFuture<SyncResult>>();
            for (var n = 0; n < 20; n++) {
                sendings.add(CompletableFuture.supplyAsync(
                        () -> intake.push(ADA, item).get(0), OWN_THREADS));
            }

            var results = sendings.stream().map(CompletableFuture::join).toList();

            assertThat(results).filteredOn(result -> !result.duplicate()).hasSize(1);
            assertThat(results).extracting(SyncResult::version).containsOnly(1L);
        }

        @Test
        void loseNoEditAndLeaveNoHoleInTheVersions() {
            var task = intake.push(ADA, creation("busy")).get(0);
            var editors = new ArrayList<CompletableFuture<Void>>();
            for (var device = 0; device < 8; device++) {
                var phone = new Caller("u" + device, "phone-" + device, Set.of("FOREMAN"), 0, Long.MAX_VALUE);
                editors.add(CompletableFuture.runAsync(
                        () -> {
                            for (var n = 0; n < 20; n++) {
                                var edit = edit(task.entityId(), 1, "busy");
                                edit.set(
                                        "data",
                                        JSON.createObjectNode()
                                                .set(
                                                        "checklist",
                                                        JSON.createObjectNode().put(phone.deviceId() + n, true)));
                                assertThat(intake.push(phone, edit).get(0).status())
                                        .isIn(SyncStatus.APPLIED, SyncStatus.MERGED);
                            }
                        },
                        OWN_THREADS));
            }
            editors.forEach(CompletableFuture::join);

            var last = intake.push(ADA, edit(task.entityId(), 161, "done")).get(0);

            assertThat(last.version()).isEqualTo(162);
        }

        @Test
        void areCounted() {
            intake.push(ADA, creation("a"), creation("b"), JSON.readTree("{}"));

            assertThat(intake.meters()
                            .get("startynk.push.outcomes")
                            .tag("outcome", "APPLIED")
                            .counter()
                            .count())
                    .isEqualTo(2);
            assertThat(intake.meters()
                            .get("startynk.push.outcomes")
                            .tag("outcome", "REJECTED")
                            .counter()
                            .count())
                    .isEqualTo(1);
            assertThat(intake.meters().get("startynk.push").timer().count()).isEqualTo(1);
        }
    }

    @Test
    void holdsAFastClockToTheServersWhenLaterEditsAreCompared() {
        var task = intake.push(ADA, creation("base")).get(0);
        intake.push(ADAS_TABLET, edit(task.entityId(), 1, "fast").put("clientTimestamp", "2027-11-23T12:00:00Z"));

        var honest = intake.push(ADA, edit(task.entityId(), 1, "honest").put("clientTimestamp", NOW.toString()))
                .get(0);

        assertThat(honest.status()).isEqualTo(SyncStatus.MERGED);
        assertThat(honest.data()).containsEntry("title", "honest");
    }
}
