package com.startynk.sync.standalone.access;

import static com.startynk.sync.standalone.access.World.edit;
import static com.startynk.sync.standalone.access.World.push;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** What one may not read one does not see in the audit either: fields by role, and the records of others. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AuditRightsIT {

    private RunningServices services;
    private World world;

    @BeforeAll
    void start() throws Exception {
        services = RunningServices.start(Path.of("src/test/access-types"));
        world = new World(services);
    }

    @AfterAll
    void stop() {
        services.close();
    }

    @Test
    void aFieldThatARoleMayNotReadIsAbsentFromEverything() throws Exception {
        var manager = world.person(Role.PROJECT_MANAGER);
        var payroll = world.person(Role.PAYROLL);
        var wage = world.entity("wage", Whose.OWN, Map.of("title", "Mason", "rate", 4321));
        push(payroll, edit("wage", wage, Map.of("rate", 4999)));
        // The other device's edit is stale: it meets a conflict about the rate, too.
        push(world.admin(), edit("wage", wage, Map.of("rate", 4777, "title", "Mason, night")));
        var path = "/api/v1/audit/entities/wage/" + wage;
        var ofProject = "/api/v1/audit/events?projectId=" + world.project(Whose.OWN);

        for (var looked : List.of(path + "/events", path + "/state?version=2", path + "/fields/title", ofProject)) {
            var answer = manager.get(looked);
            assertThat(answer.outcome()).as(looked).isEqualTo("200");
            assertThat(answer.body()).as(looked).contains("Mason").doesNotContain("\"rate\"", "4321", "4999", "4777");
        }
        assertThat(manager.get(path + "/fields/rate").outcome()).isEqualTo("403");
        assertThat(world.admin().get(path + "/fields/rate").body()).contains("4321", "4999", "4777");
        assertThat(world.admin().get(ofProject).body()).contains("\"rate\"", "4321", "4999");
    }

    @Test
    void theRecordsOfOthersAreAbsentWhereARoleSeesItsOwnOnly() throws Exception {
        var manager = world.person(Role.PROJECT_MANAGER);
        var own = world.entity("ledger", Whose.OWN, Map.of("keeperId", manager.userId(), "title", "Mine"));
        var others = world.entity("ledger", Whose.OWN, Map.of("keeperId", "somebody", "title", "Theirs"));
        var ofProject = "/api/v1/audit/events?projectId=" + world.project(Whose.OWN);

        for (var query : List.of("events", "state?version=1", "fields/title")) {
            assertThat(manager.get("/api/v1/audit/entities/ledger/" + own + "/" + query)
                            .outcome())
                    .isEqualTo("200");
            assertThat(manager.get("/api/v1/audit/entities/ledger/" + others + "/" + query)
                            .outcome())
                    .isEqualTo("404");
        }
        assertThat(manager.get(ofProject).body()).contains(own).doesNotContain(others, "Theirs");
        assertThat(world.admin().get(ofProject).body()).contains(own, others);
    }

    @Test
    void whoLeavesAProjectLooksBackNoMore() throws Exception {
        var manager = new Person(services, "manager-" + World.id(), "PROJECT_MANAGER");
        var project = world.project(manager.userId());
        var path = "/api/v1/audit/events?projectId=" + project;
        assertThat(manager.get(path).outcome()).isEqualTo("200");

        push(world.admin(), edit("project", project, Map.of("memberIds", List.of())));

        assertThat(manager.get(path).outcome()).isEqualTo("403");
        assertThat(manager.get("/api/v1/audit/entities/project/" + project + "/events")
                        .outcome())
                .isEqualTo("404");
    }
}
