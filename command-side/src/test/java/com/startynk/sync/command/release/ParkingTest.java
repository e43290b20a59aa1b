package com.startynk.sync.command.release;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.startynk.sync.catalog.EntityCatalog;
import com.startynk.sync.command.CommandSideConfiguration;
import com.startynk.sync.command.parking.ParkingRows;
import com.startynk.sync.embedded.EmbeddedStack;
import com.startynk.sync.platform.ServicePlatformConfiguration;
import com.startynk.sync.protocol.Caller;
import com.startynk.sync.protocol.ErrorCode;
import com.startynk.sync.protocol.push.RetryResult;
import com.startynk.sync.protocol.push.SubmitItem;
import com.startynk.sync.protocol.push.SyncResult;
import com.startynk.sync.protocol.push.SyncStatus;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.axonframework.config.Configuration;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.support.GenericApplicationContext;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.NullNode;
import tools.jackson.databind.node.ObjectNode;

/** Late parents, over the real event store and database. */
class ParkingTest {

    private static final JsonMapper JSON = JsonMapper.shared();
    private static final String PATIENT = "30d";

    private final String phone = "phone-" + UUID.randomUUID();
    private final Caller ada = new Caller("ada", phone, Set.of("FOREMAN"), 0, Long.MAX_VALUE);
    private @Nullable ConfigurableApplicationContext running;

    @AfterEach
    void stop() {
        if (running != null) {
            running.close();
        }
    }

    @Test
    void aWholeChainComesLooseWhenItsFirstLinkArrives() {
        start(PATIENT);
        var last = creation("local:c", "local:b");
        var middle = creation("local:b", "local:a");
        assertThat(push(last).status()).isEqualTo(SyncStatus.QUEUED);
        assertThat(push(middle).status()).isEqualTo(SyncStatus.QUEUED);

        push(creation("local:a", null));

        await().untilAsserted(() -> {
            assertThat(push(middle).status()).isEqualTo(SyncStatus.APPLIED);
            assertThat(push(last).status()).isEqualTo(SyncStatus.APPLIED);
        });
        assertThat(push(last).duplicate()).isTrue();
        await().untilAsserted(() -> assertThat(waiting()).isEmpty());
    }

    @Test
    void whatOneDeviceDidToOneEntityIsReleasedInItsOrder() {
        start(PATIENT);
        var edits = new ArrayList<ObjectNode>();
        for (var n = 1; n <= 12; n++) {
            var edit = edit("local:task", 1, "title " + n);
            edits.add(edit);
            assertThat(push(edit).status()).isEqualTo(SyncStatus.QUEUED);
        }

        await().until(() -> waiting().size() == edits.size());
        push(creation("local:task", null));

        await().until(() -> waiting().isEmpty());
        assertThat(push(edits.get(11)))
                .satisfies(last -> assertThat(last.version()).isEqualTo(13))
                .satisfies(last -> assertThat(last.data()).containsEntry("title", "title 12"));
        assertThat(edits).extracting(edit -> push(edit).version()).isSorted();
    }

    /** The edits name no project, so that their lane is found by their entity. */
    @Test
    void anEditIsReleasedBehindTheCreationOfItsEntity() {
        start(PATIENT);
        var edits = new ArrayList<ObjectNode>();
        for (var n = 0; n < 20; n++) {
            var child = creation("local:child", "local:parent");
            child.remove("localId");
            child.put("entityId", UUID.randomUUID().toString());
            var edit = edit("local:child", 1, "title " + n);
            edit.remove(List.of("localId", "projectId"));
            edit.put("entityId", child.get("entityId").asString());
            ((ObjectNode) edit.get("data")).put("parentId", "local:parent");
            edits.add(edit);
            assertThat(push(child).status()).isEqualTo(SyncStatus.QUEUED);
            assertThat(push(edit).status()).isEqualTo(SyncStatus.QUEUED);
        }

        push(creation("local:parent", null));

        await().until(() -> waiting().isEmpty());
        assertThat(edits).extracting(edit -> push(edit).status()).containsOnly(SyncStatus.APPLIED);
        assertThat(retry().retried()).isZero();
    }

    @Test
    void aSweepFindsWhatAnArrivalDidNotRelease() {
        start(PATIENT);
        var child = creation("local:child", "local:parent");
        push(child);
        await().until(() -> !waiting().isEmpty());
        bean(Configuration.class)
                .eventProcessingConfiguration()
                .eventProcessor(ParkingProjection.GROUP)
                .orElseThrow()
                .shutDown();

        push(creation("local:parent", null));

        await().untilAsserted(() -> {
            var answer = push(child);
            assertThat(answer.status()).isEqualTo(SyncStatus.APPLIED);
            assertThat(answer.version()).isEqualTo(1);
        });
    }

    @Test
    void whatHasWaitedTooLongIsADeadLetterUntilItsDeviceHasItTriedAgain() {
        start("1ms");
        var child = creation("local:child", "local:parent");
        assertThat(push(child).status()).isEqualTo(SyncStatus.QUEUED);
        await().untilAsserted(() -> assertThat(push(child).error())
                .isNotNull()
                .satisfies(error -> assertThat(error.errorCode()).isEqualTo(ErrorCode.NOT_FOUND)));
        await().untilAsserted(() ->
                assertThat(retry().results()).extracting(SyncResult::status).containsExactly(SyncStatus.REJECTED));

        push(creation("local:parent", null));
        var retried = retry();

        assertThat(retried.retried()).isEqualTo(1);
        assertThat(retried.results()).extracting(SyncResult::status).containsExactly(SyncStatus.APPLIED);
        await().untilAsserted(() -> assertThat(retry().retried()).isZero());
    }

    private RetryResult retry() {
        return bean(RetryRequests.class).retry(NullNode.getInstance(), ada);
    }

    private List<ParkingRows.Waiting> waiting() {
        return bean(ParkingRows.class).waitingSince(Instant.parse("2100-01-01T00:00:00Z"), 0, 100);
    }

    private SyncResult push(ObjectNode item) {
        return bean(CommandGateway.class).sendAndWait(new SubmitItem(ada, item.toString()));
    }

    private <T> T bean(Class<T> type) {
        return Objects.requireNonNull(running).getBean(type);
    }

    private static ObjectNode creation(String localId, @Nullable String parent) {
        var item = JSON.createObjectNode()
                .put("mutationId", UUID.randomUUID().toString())
                .put("entityType", "task")
                .put("operation", "CREATE")
                .put("projectId", "org")
                .put("localId", localId);
        var data = item.putObject("data").put("title", localId);
        if (parent != null) {
            data.put("parentId", parent);
        }
        return item;
    }

    private static ObjectNode edit(String localId, long base, String title) {
        var item = creation(localId, null).put("operation", "UPDATE").put("baseVersion", base);
        ((ObjectNode) item.get("data")).put("title", title);
        return item;
    }

    private void start(String patience) {
        var stack = EmbeddedStack.shared();
        var settings = new HashMap<String, Object>(stack.properties(stack.newDatabase()));
        settings.put("server.port", "0");
        settings.put("startynk.identity.jwt-secret", "a key that is known to these tests only");
        settings.put("startynk.parking.patience", patience);
        settings.put("startynk.parking.sweep", "50ms");
        running = new SpringApplicationBuilder(ServicePlatformConfiguration.class, CommandSideConfiguration.class)
                .initializers(context -> ((GenericApplicationContext) context)
                        .registerBean(EntityCatalog.class, () -> EntityCatalog.load(null)))
                .properties(settings)
                .run();
    }
}
