package com.startynk.sync.standalone.access;

import static com.startynk.sync.standalone.access.World.creation;
import static com.startynk.sync.standalone.access.World.deletion;
import static com.startynk.sync.standalone.access.World.edit;
import static com.startynk.sync.standalone.access.World.id;
import static com.startynk.sync.standalone.access.World.push;
import static org.assertj.core.api.Assertions.assertThat;

import com.startynk.sync.embedded.EmbeddedStack;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** A type of which workers see only their own records: what they see, what they may write, and what becomes of it. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class OwnRecordsIT {

    private static final String TYPE = "timesheet";
    private static final String BATCHES = "/api/v1/sync/batches";
    private static final Path TYPES = Path.of("src/test/access-types");

    private RunningServices services;
    private World world;
    private String project;
    private Person ann;
    private Person bob;
    private Person foreman;

    @BeforeAll
    void start() throws Exception {
        services = RunningServices.start(TYPES);
        world = new World(services);
    }

    @AfterAll
    void stop() {
        services.close();
    }

    @BeforeEach
    void meet() throws Exception {
        ann = new Person(services, "ann-" + id(), "WORKER");
        bob = new Person(services, "bob-" + id(), "WORKER");
        foreman = new Person(services, "foreman-" + id(), "FOREMAN");
        project = world.project(ann.userId(), bob.userId(), foreman.userId());
    }

    private String sheetOf(Person owner) throws Exception {
        return world.entity(TYPE, project, Map.of("workerId", owner.userId(), "hours", 8));
    }

    private static Answer send(Person person, Map<String, Object> item) throws Exception {
        return person.post(BATCHES, Map.of("items", List.of(item))).item();
    }

    @Test
    void areMadeByTheirOwnersAndForNobodyElse() throws Exception {
        assertThat(send(ann, sheet(ann)).outcome()).isEqualTo("APPLIED");
        assertThat(send(ann, sheet(bob)).outcome()).isEqualTo("FORBIDDEN");
        assertThat(send(ann, creation(TYPE, project, Map.of("hours", 8))).outcome())
                .isEqualTo("FORBIDDEN");
        assertThat(send(foreman, sheet(bob)).outcome()).isEqualTo("APPLIED");
    }

    private Map<String, Object> sheet(Person owner) {
        return creation(TYPE, project, Map.of("workerId", owner.userId()));
    }

    @Test
    void areWrittenByTheirOwnersAndNotGivenAway() throws Exception {
        var own = push(ann, edit(TYPE, sheetOf(ann), Map.of("notes", "rain")));
        assertThat(own.get("data").get("notes").stringValue()).isEqualTo("rain");
        assertThat(send(ann, edit(TYPE, sheetOf(ann), Map.of("workerId", bob.userId())))
                        .outcome())
                .isEqualTo("FORBIDDEN");
        assertThat(send(ann, deletion(TYPE, sheetOf(ann))).outcome()).isEqualTo("APPLIED");
    }

    @Test
    void areForOthersAsIfTheyDidNotExist() throws Exception {
        var bobs = sheetOf(bob);
        for (var item : List.of(edit(TYPE, bobs, Map.of("notes", "x")), deletion(TYPE, bobs))) {
            var about = send(ann, item);
            item.put("entityId", id());
            assertThat(about.outcome()).isEqualTo("NOT_FOUND");
            assertThat(about.shape()).isEqualTo(send(ann, item).shape());
            item.put("entityId", bobs);
            assertThat(ann.emit("sync:push", item).item().outcome()).isEqualTo("NOT_FOUND");
        }
        var read = ann.get("/api/v1/entities/timesheet/" + bobs);
        assertThat(read.outcome()).isEqualTo("404");
        assertThat(read.shape())
                .isEqualTo(ann.get("/api/v1/entities/timesheet/" + id()).shape());
        assertThat(follow(ann, bobs).outcome()).isEqualTo("FORBIDDEN");
        assertThat(follow(ann, bobs).shape()).isEqualTo(follow(ann, id()).shape());
        assertThat(follow(bob, bobs).outcome()).isEqualTo("ok");
        assertThat(follow(foreman, bobs).outcome()).isEqualTo("ok");
    }

    private static Answer follow(Person person, String sheet) throws Exception {
        return person.emit("subscribe", Map.of("entities", List.of(Map.of("entityType", TYPE, "entityId", sheet))));
    }

    @Test
    void areReadListedPulledAndCountedByTheirOwnersOnly() throws Exception {
        var anns = sheetOf(ann);
        var bobs = sheetOf(bob);
        var nobodys = world.entity(TYPE, project, Map.of("hours", 1));

        for (var time = 0; time < 2; time++) {
            assertThat(ann.get("/api/v1/entities/timesheet/" + anns).outcome()).isEqualTo("200");
            assertThat(bob.get("/api/v1/entities/timesheet/" + anns).outcome()).isEqualTo("404");
        }
        assertThat(ids(ann.get("/api/v1/entities/timesheet?sort=-hours"), "items"))
                .containsExactly(anns);
        assertThat(ids(ann.get("/api/v1/entities/timesheet?workerId=" + bob.userId()), "items"))
                .isEmpty();
        assertThat(ids(foreman.get("/api/v1/entities/timesheet"), "items"))
                .containsExactlyInAnyOrder(anns, bobs, nobodys);
        var ofType = Map.<String, Object>of("entityTypes", List.of(TYPE));
        assertThat(ids(ann.query("sync.getUpdates", ofType), "changes")).containsExactly(anns);
        assertThat(ids(ann.emit("sync:pull", ofType), "changes")).containsExactly(anns);
        assertThat(ids(foreman.query("sync.getUpdates", ofType), "changes"))
                .containsExactlyInAnyOrder(anns, bobs, nobodys);
        assertThat(counted(ann)).isEqualTo(1);
        assertThat(counted(foreman)).isEqualTo(3);
        assertThat(ids(closer(ann), "items")).containsExactly(anns);
        assertThat(ids(closer(foreman), "items")).containsExactlyInAnyOrder(anns, bobs, nobodys);
    }

    private static Answer closer(Person person, String project) throws Exception {
        return person.get("/api/v1/sync/digest?entityType=timesheet&projectIds=" + project);
    }

    private Answer closer(Person person) throws Exception {
        return closer(person, project);
    }

    private int counted(Person person) throws Exception {
        return person.get("/api/v1/sync/digest?projectIds=" + project)
                .json()
                .get("items")
                .valueStream()
                .filter(line -> line.get("entityType").stringValue().equals(TYPE))
                .mapToInt(line -> line.get("count").intValue())
                .sum();
    }

    private static List<String> ids(Answer answer, String list) {
        return answer.data()
                .get(list)
                .valueStream()
                .map(one -> one.get("entityId").stringValue())
                .toList();
    }

    @Test
    void leaveTheirFormerOwnerAndComeToTheNewOne() throws Exception {
        var sheet = sheetOf(ann);
        var anns = cursor(ann);
        var bobs = cursor(bob);
        try (var annsSocket = ann.socket();
                var bobsSocket = bob.socket()) {
            var heardByAnn = annsSocket.hear("entity:changed");
            var heardByBob = bobsSocket.hear("entity:changed");

            push(foreman, edit(TYPE, sheet, Map.of("workerId", bob.userId())));

            var lost = pull(ann, anns).get("changes");
            assertThat(lost).hasSize(1);
            assertRevoked(lost.get(0), sheet);
            assertThat(heardByAnn.next().get("changes")).isEqualTo(lost);
            var gained = pull(bob, bobs).get("changes");
            assertThat(gained.get(0).get("data").get("hours").intValue()).isEqualTo(8);
            assertThat(heardByBob.next().get("changes")).isEqualTo(gained);
        }
        assertThat(ann.get("/api/v1/entities/timesheet/" + sheet).outcome()).isEqualTo("404");
        assertThat(bob.get("/api/v1/entities/timesheet/" + sheet).outcome()).isEqualTo("200");
        assertThat(pull(ann, null)
                        .get("changes")
                        .valueStream()
                        .map(one -> one.get("operation").stringValue()))
                .doesNotContain("REVOKE");
        assertThat(counted(ann)).isZero();
        assertThat(counted(bob)).isEqualTo(1);
    }

    private static void assertRevoked(JsonNode change, String sheet) {
        assertThat(change.get("operation").stringValue()).isEqualTo("REVOKE");
        assertThat(change.get("entityId").stringValue()).isEqualTo(sheet);
        assertThat(change.has("data")).isFalse();
        assertThat(change.has("changedBy")).isFalse();
    }

    @Test
    void areToldAgainToWhoLostThemWithoutTheirData() throws Exception {
        var sheet = sheetOf(ann);
        var edit = edit(TYPE, sheet, Map.of("notes", "rain"));
        push(ann, edit);
        push(foreman, edit(TYPE, sheet, Map.of("workerId", bob.userId())));

        var again = push(ann, edit);

        assertThat(again.get("duplicate").booleanValue()).isTrue();
        assertThat(again.path("data").isObject()).isFalse();
        assertThat(send(ann, edit(TYPE, sheet, Map.of("notes", "more"))).outcome())
                .isEqualTo("NOT_FOUND");
    }

    @Test
    void tellTheirEndToTheirOwnersOnly() throws Exception {
        var sheet = sheetOf(ann);
        var anns = cursor(ann);
        var bobs = cursor(bob);
        push(foreman, deletion(TYPE, sheet));

        assertThat(pull(ann, anns).at("/changes/0/operation").stringValue()).isEqualTo("DELETE");
        assertThat(pull(bob, bobs).get("changes").isEmpty()).isTrue();
    }

    @Test
    void keepTheirConflictsToTheirOwnersAndManagers() throws Exception {
        var sheet = sheetOf(ann);
        try (var annsSocket = ann.socket();
                var bobsSocket = bob.socket()) {
            push(ann, edit(TYPE, sheet, Map.of("hours", 9)));
            var late = push(ann.onAnotherDevice(), edit(TYPE, sheet, Map.of("hours", 10)));
            var conflict =
                    "/api/v1/conflicts/" + late.at("/conflict/conflictId").stringValue();

            assertThat(annsSocket
                            .hear("conflict:detected")
                            .next()
                            .get("entityId")
                            .stringValue())
                    .isEqualTo(sheet);
            assertThat(ann.get(conflict).outcome()).isEqualTo("200");
            assertThat(bob.get(conflict).outcome()).isEqualTo("404");
            assertThat(bob.get(conflict).shape())
                    .isEqualTo(bob.get("/api/v1/conflicts/" + id()).shape());
            assertThat(ids(ann.get("/api/v1/conflicts"), "items")).containsExactly(sheet);
            assertThat(ids(bob.get("/api/v1/conflicts"), "items")).isEmpty();
            push(foreman, edit(TYPE, sheet, Map.of("workerId", bob.userId())));
            assertThat(ann.get(conflict).outcome()).isEqualTo("404");
            assertThat(bob.get(conflict).outcome()).isEqualTo("200");
            assertThat(bobsSocket.hear("conflict:detected").isSilent()).isTrue();
        }
    }

    @Test
    void areAllThatIsRevokedWhenAProjectIsLost() throws Exception {
        var anns = sheetOf(ann);
        sheetOf(bob);
        var before = cursor(ann);
        members(bob.userId());
        var bobsWhileAnnIsAway = sheetOf(bob);
        push(world.admin(), edit(TYPE, bobsWhileAnnIsAway, Map.of("workerId", ann.userId())));

        var lost = pull(ann, before).get("changes");

        assertThat(lost.valueStream().map(one -> one.get("entityId").stringValue()))
                .containsExactlyInAnyOrder(project, anns);
        var away = cursor(ann);
        members(bob.userId(), ann.userId());
        assertThat(pull(ann, away)
                        .get("changes")
                        .valueStream()
                        .map(one -> one.get("entityId").stringValue()))
                .containsExactlyInAnyOrder(project, anns, bobsWhileAnnIsAway);
    }

    private void members(String... users) throws Exception {
        var project =
                world.admin().get("/api/v1/entities/project/" + this.project).json();
        var edit = edit("project", this.project, Map.of("memberIds", List.of(users)));
        edit.put("baseVersion", project.get("version").longValue());
        push(world.admin(), edit);
    }

    /** A cursor at the end of what there is. */
    private static String cursor(Person person) throws Exception {
        return pull(person, null).get("cursor").stringValue();
    }

    private static JsonNode pull(Person person, @org.jspecify.annotations.Nullable String cursor) throws Exception {
        return person.get("/api/v1/sync/updates?limit=1000" + (cursor == null ? "" : "&cursor=" + cursor))
                .json();
    }

    @Test
    void areToldApartAsSoonAsTheirTypeSaysSo(@TempDir Path folder) throws Exception {
        var database = EmbeddedStack.shared().newDatabase();
        var file = folder.resolve("timesheet.yaml");
        var declared = Files.readString(TYPES.resolve("timesheet.yaml"));
        Files.writeString(file, declared.replaceAll("  own: .*", ""));
        String anns;
        String site;
        try (var before = RunningServices.start(folder, database)) {
            var earlier = new World(before);
            site = earlier.project(ann.userId(), bob.userId());
            anns = earlier.entity(TYPE, site, Map.of("workerId", ann.userId()));
            earlier.entity(TYPE, site, Map.of("workerId", bob.userId()));
            assertThat(ids(closer(on(before, ann), site), "items")).hasSize(2);
        }
        Files.writeString(file, declared);
        try (var after = RunningServices.start(folder, database)) {
            assertThat(ids(closer(on(after, ann), site), "items")).containsExactly(anns);
        }
        Files.writeString(file, declared.replaceAll("  own: .*", ""));
        try (var again = RunningServices.start(folder, database)) {
            assertThat(ids(closer(on(again, ann), site), "items")).hasSize(2);
        }
    }

    private static Person on(RunningServices services, Person person) {
        return new Person(services, person.userId(), "WORKER");
    }
}
