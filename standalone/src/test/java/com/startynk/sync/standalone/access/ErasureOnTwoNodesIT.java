package com.startynk.sync.standalone.access;

import static com.startynk.sync.standalone.access.World.creation;
import static com.startynk.sync.standalone.access.World.edit;
import static com.startynk.sync.standalone.access.World.push;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.startynk.sync.embedded.EmbeddedStack;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** A person is erased on one node while people work on another. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ErasureOnTwoNodesIT {

    private static final String TYPE = "medical";

    private RunningServices here;
    private RunningServices there;
    private World world;
    private final String patient = UUID.randomUUID().toString();

    @BeforeAll
    void start() throws Exception {
        var database = EmbeddedStack.shared().newDatabase();
        here = RunningServices.start(Path.of("src/test/access-types"), database, "first");
        there = RunningServices.start(Path.of("src/test/access-types"), database, "second");
        world = new World(here);
    }

    @AfterAll
    void stop() {
        there.close();
        here.close();
    }

    @Test
    void anEditThatWasSealedWithAKeyStillInMemoryIsRefused() throws Exception {
        var id = record("0 positive");
        var other = new Person(there, Role.PROJECT_MANAGER.userId(), Role.PROJECT_MANAGER.name());
        push(other, edit(TYPE, id, Map.of("bloodGroup", "A positive")));

        erase();

        var late = other.post("/api/v1/sync/items", edit(TYPE, id, Map.of("bloodGroup", "B positive")));
        assertThat(late.outcome()).isEqualTo("400");
        assertThat(late.body()).contains("was erased");
        await().atMost(Duration.ofSeconds(10)).untilAsserted(() -> {
            var read = other.get("/api/v1/entities/medical/" + id).json();
            assertThat(read.get("version").longValue()).isEqualTo(3);
            assertThat(read.get("data").propertyNames()).containsExactly("workerId");
        });
    }

    @Test
    void whatAnotherNodeHasJustStoredIsFound() throws Exception {
        var other = new Person(there, Role.PROJECT_MANAGER.userId(), Role.PROJECT_MANAGER.name());
        for (var n = 0; n < 20; n++) {
            var item = creation(TYPE, world.project(Whose.OWN), Map.of("workerId", patient, "bloodGroup", "n " + n));
            push(other, item);

            erase();

            assertThat(world.admin()
                            .get("/api/v1/entities/medical/" + item.get("entityId"))
                            .json()
                            .get("data")
                            .has("bloodGroup"))
                    .isFalse();
        }
    }

    /** Another node does not know the record, and parks a creation under its id. */
    @Test
    void nobodyTakesTheValuesOfOthersWithHim() throws Exception {
        var id = record("AB negative");
        var thief = creation(TYPE, "local:" + UUID.randomUUID(), Map.of("workerId", "the-thief", "bloodGroup", "x"));
        thief.put("entityId", id);
        new Person(there, Role.WORKER.userId(), Role.WORKER.name()).post("/api/v1/sync/items", thief);

        World.require(world.admin().post("/api/v1/auth/users/the-thief/erasure", Map.of()), "200");

        assertThat(world.admin()
                        .get("/api/v1/entities/medical/" + id)
                        .json()
                        .at("/data/bloodGroup")
                        .stringValue())
                .isEqualTo("AB negative");
    }

    private String record(String bloodGroup) throws Exception {
        return world.entity(TYPE, Whose.OWN, Map.of("workerId", patient, "bloodGroup", bloodGroup));
    }

    private void erase() throws Exception {
        World.require(world.admin().post("/api/v1/auth/users/" + patient + "/erasure", Map.of()), "200");
    }
}
