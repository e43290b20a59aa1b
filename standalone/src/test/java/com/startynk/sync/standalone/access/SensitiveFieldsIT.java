package com.startynk.sync.standalone.access;

import static com.startynk.sync.standalone.access.MedicalFiles.TYPE;
import static com.startynk.sync.standalone.access.MedicalFiles.pulled;
import static com.startynk.sync.standalone.access.MedicalFiles.pulledBySocket;
import static com.startynk.sync.standalone.access.MedicalFiles.pulledByTrpc;
import static com.startynk.sync.standalone.access.World.creation;
import static com.startynk.sync.standalone.access.World.edit;
import static com.startynk.sync.standalone.access.World.push;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Values of sensitive fields: told to who may read them, written down nowhere, and gone for ever once their person is erased. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SensitiveFieldsIT {

    private RunningServices services;
    private Stores stores;
    private World world;
    private Person admin;
    private Person manager;
    private Person foreman;
    private Person worker;
    /** What no store may hold; of letters that no id, time or ciphertext has in a row. */
    private String secret;

    private String patient;

    @BeforeAll
    void start() throws Exception {
        services = RunningServices.start(Path.of("src/test/access-types"));
        world = new World(services);
        stores = new Stores(services);
    }

    @AfterAll
    void stop() {
        services.close();
    }

    @BeforeEach
    void meet() {
        admin = world.admin();
        manager = world.person(Role.PROJECT_MANAGER);
        foreman = world.person(Role.FOREMAN);
        worker = world.person(Role.WORKER);
        secret = "Rhesus (" + UUID.randomUUID() + ")";
        patient = UUID.randomUUID().toString();
    }

    // --- readers

    @Test
    void areAnsweredToWhoSetThemAndToWhoSendsTheSameAgain() throws Exception {
        var item = creation(TYPE, world.project(Whose.OWN), file(secret));

        var first = push(manager, item);
        var again = push(manager, item);

        assertThat(first.at("/data/bloodGroup").stringValue()).isEqualTo(secret);
        assertThat(first.at("/data/findings/heart").stringValue()).isEqualTo("sound " + secret);
        assertThat(first.at("/data/weight").doubleValue()).isEqualTo(81.5);
        assertThat(again.get("duplicate").booleanValue()).isTrue();
        assertThat(again.get("data")).isEqualTo(first.get("data"));
    }

    @Test
    void areFoundToBeTheSameOrOthers() throws Exception {
        var id = file();

        var same = push(manager, edit(TYPE, id, Map.of("bloodGroup", secret)));
        var other = push(manager, edit(TYPE, id, Map.of("bloodGroup", secret + "-")));
        var reused = edit(TYPE, id, Map.of("bloodGroup", secret + "+"));
        reused.put("mutationId", other.get("mutationId").stringValue());
        var refused = manager.post("/api/v1/sync/items", reused);

        assertThat(same.get("version").longValue()).isEqualTo(1);
        assertThat(other.get("version").longValue()).isEqualTo(2);
        assertThat(refused.json().get("errorCode").stringValue()).isEqualTo("MUTATION_ID_REUSED");
    }

    @Test
    void areReadListedAndPulledByWhoMay() throws Exception {
        var id = file();

        for (var time = 0; time < 2; time++) {
            var read = manager.get("/api/v1/entities/medical/" + id).json();
            assertThat(read.at("/data/bloodGroup").stringValue()).isEqualTo(secret);
            assertThat(read.at("/data/findings/heart").stringValue()).isEqualTo("sound " + secret);
        }
        var listed = manager.get("/api/v1/entities/medical?workerId=" + patient).json();
        assertThat(listed.at("/items/0/data/bloodGroup").stringValue()).isEqualTo(secret);
        assertThat(pulled(manager, id).at("/data/bloodGroup").stringValue()).isEqualTo(secret);
        assertThat(pulledByTrpc(manager, id).at("/data/bloodGroup").stringValue())
                .isEqualTo(secret);
        assertThat(pulledBySocket(manager, id).at("/data/bloodGroup").stringValue())
                .isEqualTo(secret);
        assertThat(pulled(foreman, id).get("data").propertyNames())
                .containsExactlyInAnyOrder("workerId", "fitUntil", "bloodGroup", "weight");
    }

    @Test
    void areToldOnSocketsAtOnceAndWhenCatchingUp() throws Exception {
        var cursor = manager.get("/api/v1/sync/updates").json();
        while (cursor.get("hasMore").booleanValue()) {
            cursor = manager.get("/api/v1/sync/updates?cursor="
                            + cursor.get("cursor").stringValue())
                    .json();
        }
        try (var one = manager.socket();
                var other = foreman.socket()) {
            var heard = one.hear("entity:changed");
            var heardByForeman = other.hear("entity:changed");

            var id = file();

            assertThat(heard.next().at("/changes/0/data/bloodGroup").stringValue())
                    .isEqualTo(secret);
            assertThat(heardByForeman.next().at("/changes/0/data").propertyNames())
                    .contains("bloodGroup")
                    .doesNotContain("findings");
            try (var late =
                    manager.onAnotherDevice().socket(cursor.get("cursor").stringValue())) {
                var change = late.hear("entity:changed").next().at("/changes/0");
                assertThat(change.get("entityId").stringValue()).isEqualTo(id);
                assertThat(change.at("/data/bloodGroup").stringValue()).isEqualTo(secret);
            }
        }
    }

    @Test
    void areShownInConflictsAndDecidedByHand() throws Exception {
        var id = file();
        push(manager, edit(TYPE, id, Map.of("weight", 82.25)));
        var late = push(foreman, edit(TYPE, id, Map.of("weight", 83.75)));
        var conflict = "/api/v1/conflicts/" + late.at("/conflict/conflictId").stringValue();

        var field = manager.get(conflict).json().at("/fields/0");
        assertThat(field.get("base").doubleValue()).isEqualTo(81.5);
        assertThat(field.get("client").doubleValue()).isEqualTo(83.75);
        assertThat(field.get("server").doubleValue()).isEqualTo(82.25);

        var custom = Map.of("resolution", "CUSTOM", "data", Map.of("weight", 84.53125, "bloodGroup", secret + "!"));
        assertThat(manager.post(conflict + "/resolution", custom).outcome()).isEqualTo("200");
        var data = manager.get("/api/v1/entities/medical/" + id).json().get("data");
        assertThat(data.get("weight").doubleValue()).isEqualTo(84.53125);
        assertThat(data.get("bloodGroup").stringValue()).isEqualTo(secret + "!");
        stores.assertNowhere(secret);
        stores.assertNowhere("84.53125");
    }

    @Test
    void areNeitherFilteredNorSortedBy() throws Exception {
        file();

        for (var query : List.of("bloodGroup=A", "sort=bloodGroup", "sort=-weight")) {
            var answer = manager.get("/api/v1/entities/medical?" + query);
            assertThat(answer.outcome()).isEqualTo("400");
            assertThat(answer.body()).contains("stored encrypted");
        }
    }

    @Test
    void areNotToldToWhoMaySetThemAndNotReadThem() throws Exception {
        var id = file();

        assertThat(worker.get("/api/v1/entities/medical/" + id).outcome()).isEqualTo("403");
        var answer = push(worker, edit(TYPE, id, Map.of("bloodGroup", secret + "?")));
        assertThat(answer.get("status").stringValue()).isEqualTo("APPLIED");
        assertThat(answer.has("data")).isFalse();
    }

    // --- stores

    @Test
    void standInNoTableAndNoCache() throws Exception {
        var id = file();
        push(foreman, edit(TYPE, id, Map.of("weight", 99.125)));
        // Enough for a snapshot.
        for (var n = 0; n < 110; n++) {
            push(admin, edit(TYPE, id, Map.of("bloodGroup", secret + n)));
        }
        manager.get("/api/v1/entities/medical/" + id);
        var parked = edit(TYPE, id, Map.of("bloodGroup", secret + " parked"));
        parked.remove("entityId");
        parked.put("localId", "local:" + UUID.randomUUID());
        assertThat(push(manager, parked).get("status").stringValue()).isEqualTo("QUEUED");

        await().untilAsserted(() -> assertThat(stores.columnsWith(patient))
                .as("where the search finds what is not sensitive")
                .contains("domain_event.payload", "snapshot_event.payload", "synced_entity.data"));
        stores.assertNowhere(secret);
        stores.assertNowhere("99.125");
    }

    // --- erasure

    @Test
    void areGoneForEverOnceTheirPersonIsErased() throws Exception {
        var id = file();
        var edited = edit(TYPE, id, Map.of("bloodGroup", secret + "-"));
        push(manager, edited);
        var others = world.entity(TYPE, Whose.OWN, Map.of("workerId", "somebody-else", "bloodGroup", secret + "+"));
        try (var socket = manager.socket()) {
            var heard = socket.hear("entity:changed");

            var answer = admin.post("/api/v1/auth/users/" + patient + "/erasure", Map.of());

            assertThat(answer.json()).isEqualTo(json(Map.of("userId", patient, "records", 1)));
            var change = heard.next().at("/changes/0");
            assertThat(change.get("version").longValue()).isEqualTo(3);
            assertThat(change.get("data").propertyNames()).containsExactlyInAnyOrder("workerId", "fitUntil");
        }
        var path = "/api/v1/entities/medical/";
        assertThat(manager.get(path + id).json().get("data").propertyNames())
                .containsExactlyInAnyOrder("workerId", "fitUntil");
        assertThat(pulled(manager, id).get("data").propertyNames()).doesNotContain("bloodGroup", "weight");
        assertThat(manager.get(path + others).json().at("/data/bloodGroup").stringValue())
                .isEqualTo(secret + "+");
        var again = push(manager, edited);
        assertThat(again.get("duplicate").booleanValue()).isTrue();
        assertThat(again.get("data").propertyNames()).containsExactlyInAnyOrder("workerId", "fitUntil");
        var late = manager.post("/api/v1/sync/items", edit(TYPE, id, Map.of("bloodGroup", secret)));
        assertThat(late.outcome()).isEqualTo("400");
        assertThat(late.body()).contains("data.bloodGroup", "was erased");
        var other = push(manager, edit(TYPE, id, Map.of("fitUntil", "2027-05-01")));
        assertThat(other.get("data").propertyNames()).containsExactlyInAnyOrder("workerId", "fitUntil");
    }

    @Test
    void areGoneFromDeletedRecordsThatAreBroughtBack() throws Exception {
        var id = file();
        var deletion = World.deletion(TYPE, id);
        push(admin, deletion);

        assertThat(erase(patient)).isEqualTo(1);
        var revived = edit(TYPE, id, Map.of("fitUntil", "2027-05-01"));
        revived.put("baseVersion", 3);
        var answer = push(admin, revived);

        assertThat(answer.get("data").propertyNames()).containsExactlyInAnyOrder("workerId", "fitUntil");
    }

    @Test
    void areGoneFromConflictsThatWait() throws Exception {
        var id = file();
        push(manager, edit(TYPE, id, Map.of("weight", 82.25)));
        var late = push(foreman, edit(TYPE, id, Map.of("weight", 83.75)));
        var conflict = "/api/v1/conflicts/" + late.at("/conflict/conflictId").stringValue();

        erase(patient);

        var field = manager.get(conflict).json().at("/fields/0");
        assertThat(List.of("base", "client", "server", "merged"))
                .allMatch(side -> field.get(side).isNull());
        assertThat(manager.post(conflict + "/resolution", Map.of("resolution", "CLIENT"))
                        .outcome())
                .isEqualTo("200");
        assertThat(manager.get("/api/v1/entities/medical/" + id)
                        .json()
                        .get("data")
                        .has("weight"))
                .isFalse();
        assertThat(manager.post(conflict + "/resolution", Map.of("resolution", "CUSTOM", "data", Map.of("weight", 1)))
                        .outcome())
                .isEqualTo("400");
    }

    @Test
    void areGoneFromWhatIsStillParked() throws Exception {
        var project = "local:" + UUID.randomUUID();
        var creation = creation(TYPE, project, file(secret));
        assertThat(push(admin, creation).get("status").stringValue()).isEqualTo("QUEUED");

        assertThat(erase(patient)).isEqualTo(1);
        var site = creation("project", project, Map.of("name", "Late", "memberIds", List.of()));
        site.remove("entityId");
        site.put("localId", project);
        push(admin, site);

        var path = "/api/v1/entities/medical/" + creation.get("entityId");
        await().until(() -> admin.get(path).outcome().equals("200"));
        assertThat(admin.get(path).json().get("data").propertyNames())
                .containsExactlyInAnyOrder("workerId", "fitUntil");
    }

    @Test
    void ofOthersStayThoughSomebodyParkedACreationUnderTheirId() throws Exception {
        var id = file();
        var thief = creation(TYPE, "local:" + UUID.randomUUID(), Map.of("workerId", "the-thief", "bloodGroup", "x"));
        thief.put("entityId", id);
        worker.post("/api/v1/sync/items", thief);

        erase("the-thief");

        assertThat(manager.get("/api/v1/entities/medical/" + id)
                        .json()
                        .at("/data/bloodGroup")
                        .stringValue())
                .isEqualTo(secret);
    }

    @Test
    void areFoundByAPersonsIdInWhicheverLetters() throws Exception {
        patient = "ABCDEFAB-cdef-4abc-8def-" + UUID.randomUUID().toString().substring(24);
        var id = file();

        assertThat(erase(patient.toLowerCase(Locale.ROOT))).isEqualTo(1);

        assertThat(manager.get("/api/v1/entities/medical/" + id)
                        .json()
                        .at("/data")
                        .has("bloodGroup"))
                .isFalse();
    }

    @Test
    void tellNothingToStrangersByHavingBeenErased() throws Exception {
        var id = world.entity(TYPE, Whose.ANOTHERS, file(secret));
        var edit = edit(TYPE, id, Map.of("bloodGroup", "A"));
        var before = manager.post("/api/v1/sync/items", edit).shape();

        erase(patient);

        edit.put("mutationId", UUID.randomUUID().toString());
        assertThat(manager.post("/api/v1/sync/items", edit).shape()).isEqualTo(before);
        edit.put("entityId", UUID.randomUUID().toString());
        assertThat(manager.post("/api/v1/sync/items", edit).shape()).isEqualTo(before);
    }

    @Test
    void areShownInTheAuditAsLongAsTheyAreThere() throws Exception {
        var id = file();
        var audit = "/api/v1/audit/entities/medical/" + id;
        assertThat(changed(manager.get(audit + "/events"), 0, "bloodGroup").get("to"))
                .isEqualTo(JsonMapper.shared().valueToTree(secret));
        assertThat(manager.get(audit + "/state?version=1")
                        .json()
                        .at("/data/bloodGroup")
                        .stringValue())
                .isEqualTo(secret);

        erase(patient);

        var events = manager.get(audit + "/events");
        assertThat(changed(events, 0, "bloodGroup").get("to").isNull()).isTrue();
        assertThat(events.json().at("/items/1/operation").stringValue()).isEqualTo("ERASE");
        assertThat(events.json().at("/items/1/changedBy/userId").stringValue()).isEqualTo(admin.userId());
        assertThat(manager.get(audit + "/state?version=1").json().get("data").propertyNames())
                .containsExactlyInAnyOrder("workerId", "fitUntil");
        assertThat(admin.get("/api/v1/audit/sessions?userId=" + patient)
                        .json()
                        .at("/items/0/type")
                        .stringValue())
                .isEqualTo("PERSON_ERASED");
    }

    private static JsonNode changed(Answer events, int line, String field) {
        return events.json()
                .at("/items/" + line + "/changes")
                .valueStream()
                .filter(change -> change.get("field").stringValue().equals(field))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void mayBeErasedAgainWhichChangesNothing() throws Exception {
        var id = file();
        erase(patient);
        var version = manager.get("/api/v1/entities/medical/" + id).json().get("version");

        assertThat(erase(patient)).isEqualTo(1);

        assertThat(manager.get("/api/v1/entities/medical/" + id).json().get("version"))
                .isEqualTo(version);
        assertThat(erase("nobody-at-all")).isZero();
    }

    @Test
    void areErasedByAdminsOnly() throws Exception {
        var id = file();

        for (var person : List.of(manager, foreman, worker)) {
            assertThat(person.post("/api/v1/auth/users/" + patient + "/erasure", Map.of())
                            .outcome())
                    .isEqualTo("403");
        }
        assertThat(manager.get("/api/v1/entities/medical/" + id)
                        .json()
                        .get("data")
                        .has("bloodGroup"))
                .isTrue();
    }

    @Test
    void stayWithTheirPerson() throws Exception {
        var id = file();

        var answer = manager.post("/api/v1/sync/items", edit(TYPE, id, Map.of("workerId", "somebody-else")));

        assertThat(answer.outcome()).isEqualTo("400");
        assertThat(answer.body()).contains("whom the record is about");
        assertThat(push(manager, edit(TYPE, id, Map.of("workerId", patient)))
                        .get("status")
                        .stringValue())
                .isEqualTo("APPLIED");
    }

    private int erase(String userId) throws Exception {
        var answer = admin.post("/api/v1/auth/users/" + userId + "/erasure", Map.of());
        World.require(answer, "200");
        return answer.json().get("records").intValue();
    }

    private String file() throws Exception {
        return world.entity(TYPE, Whose.OWN, file(secret));
    }

    private Map<String, Object> file(String bloodGroup) {
        return MedicalFiles.file(patient, bloodGroup, "sound " + secret);
    }

    private static JsonNode json(Map<String, Object> value) {
        return JsonMapper.shared().valueToTree(value);
    }
}
