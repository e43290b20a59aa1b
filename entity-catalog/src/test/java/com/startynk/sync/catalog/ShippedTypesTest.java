package com.startynk.sync.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The tables of the wire contract's section on entities, read against the declarations that ship. */
class ShippedTypesTest {

    private static final EntityCatalog CATALOG = EntityCatalog.load(null);

    @Test
    void areSixSortedByName() {
        assertThat(CATALOG.types())
                .extracting(EntityType::name)
                .containsExactly("attendance", "material", "payroll", "project", "task", "user");
        assertThat(CATALOG.find("spaceship")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "user,       ORG,     SERVER_WINS, ENTITY, CACHE_FIRST,            PT1H,  PT0S",
        "project,    SELF,    SERVER_WINS, ENTITY, STALE_WHILE_REVALIDATE, PT30M, PT30M",
        "attendance, PROJECT, MERGE,       FIELD,  NETWORK_FIRST,          PT5M,  PT0S",
        "task,       PROJECT, MERGE,       FIELD,  CACHE_FIRST,            PT15M, PT0S",
        "material,   PROJECT, SERVER_WINS, ENTITY, STALE_WHILE_REVALIDATE, PT15M, PT15M",
        "payroll,    PROJECT, SERVER_WINS, ENTITY, NETWORK_FIRST,          PT1M,  PT0S"
    })
    void liveDecideAndAgeAsTheContractSays(
            String name,
            Home home,
            ConflictStrategy strategy,
            Granularity granularity,
            CacheStrategy cache,
            Duration ttl,
            Duration stale) {
        var type = type(name);

        assertThat(type.home()).isEqualTo(home);
        assertThat(type.strategy()).isEqualTo(strategy);
        assertThat(type.granularity()).isEqualTo(granularity);
        assertThat(type.cache().strategy()).isEqualTo(cache);
        assertThat(type.cache().ttl()).isEqualTo(ttl);
        assertThat(type.cache().stale()).isEqualTo(stale);
        assertThat(type.cache().maxEntries()).isPositive();
    }

    @ParameterizedTest
    @CsvSource({
        "user,       ALL,                                   ADMIN,                                ADMIN",
        "project,    ALL,                                   ADMIN PROJECT_MANAGER,                ADMIN",
        "attendance, ALL,                                   ADMIN PROJECT_MANAGER FOREMAN WORKER, ADMIN PROJECT_MANAGER FOREMAN",
        "task,       ADMIN PROJECT_MANAGER FOREMAN WORKER,  ADMIN PROJECT_MANAGER FOREMAN WORKER, ADMIN PROJECT_MANAGER FOREMAN",
        "material,   ADMIN PROJECT_MANAGER FOREMAN WORKER,  ADMIN PROJECT_MANAGER FOREMAN,        ADMIN PROJECT_MANAGER FOREMAN",
        "payroll,    ADMIN PROJECT_MANAGER PAYROLL,         ADMIN PAYROLL,                        ADMIN PAYROLL"
    })
    void permitWhatTheContractSays(String name, String read, String write, String delete) {
        var type = type(name);

        for (var role : Permissions.KNOWN_ROLES) {
            assertThat(type.permits(Action.READ, Set.of(role)))
                    .as("%s reads", role)
                    .isEqualTo(roles(read).contains(role));
            assertThat(type.permits(Action.CREATE, Set.of(role)))
                    .as("%s creates", role)
                    .isEqualTo(roles(write).contains(role));
            assertThat(type.permits(Action.UPDATE, Set.of(role)))
                    .as("%s updates", role)
                    .isEqualTo(roles(write).contains(role));
            assertThat(type.permits(Action.DELETE, Set.of(role)))
                    .as("%s deletes", role)
                    .isEqualTo(roles(delete).contains(role));
        }
        assertThat(type.permits(Action.READ, Set.of())).isFalse();
        assertThat(type.permits(Action.READ, Set.of("VISITOR"))).isFalse();
        assertThat(type.permits(Action.CREATE, Set.of("VISITOR", "ADMIN"))).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "user,       'name* email phone trade locale active'",
        "project,    'name* code status address startsOn endsOn memberIds'",
        "attendance, 'workerId*->user date* checkIn checkOut breaks location notes taskId->task'",
        "task,       'title* description status progress assigneeIds->user dueOn checklist notes parentId->task'",
        "material,   'name* unit quantity minimum supplier'",
        "payroll,    'workerId*->user periodStart* periodEnd* hours rate currency status amount'"
    })
    void haveTheFieldsOfTheContract(String name, String fields) {
        var declared = type(name).fields().values().stream()
                .map(field -> field.name()
                        + (field.required() ? "*" : "")
                        + (field.isReference() ? "->" + field.reference() : ""))
                .collect(Collectors.joining(" "));

        assertThat(declared).isEqualTo(fields);
    }

    @Test
    void mergeEachFieldOfAnAttendanceByItsRule() {
        assertThat(rules("attendance"))
                .isEqualTo(Map.of(
                        "workerId", MergeRule.LAST_WRITE,
                        "date", MergeRule.LAST_WRITE,
                        "checkIn", MergeRule.MIN,
                        "checkOut", MergeRule.MAX,
                        "breaks", MergeRule.UNION,
                        "location", MergeRule.LAST_WRITE,
                        "notes", MergeRule.APPEND,
                        "taskId", MergeRule.LAST_WRITE));
    }

    @Test
    void mergeEachFieldOfATaskByItsRule() {
        assertThat(rules("task"))
                .isEqualTo(Map.of(
                        "title", MergeRule.LAST_WRITE,
                        "description", MergeRule.LAST_WRITE,
                        "status", MergeRule.FURTHEST,
                        "progress", MergeRule.MAX,
                        "assigneeIds", MergeRule.UNION,
                        "dueOn", MergeRule.LAST_WRITE,
                        "checklist", MergeRule.MERGE_KEYS,
                        "notes", MergeRule.APPEND,
                        "parentId", MergeRule.LAST_WRITE));
    }

    @Test
    void keepEnumerationsInTheirOrder() {
        assertThat(field("task", "status").values())
                .containsExactly("TODO", "IN_PROGRESS", "BLOCKED", "REVIEW", "DONE");
        assertThat(field("project", "status").values()).containsExactly("PLANNED", "ACTIVE", "ON_HOLD", "DONE");
        assertThat(field("payroll", "status").values()).containsExactly("DRAFT", "APPROVED", "PAID");
    }

    @Test
    void nameTheirListsAndReferences() {
        assertThat(field("task", "assigneeIds").isList()).isTrue();
        assertThat(field("task", "parentId").isList()).isFalse();
        assertThat(field("project", "memberIds").isReference()).isFalse();
        assertThat(type("task").references()).extracting(Field::name).containsExactly("assigneeIds", "parentId");
        assertThat(type("material").references()).isEmpty();
    }

    @Test
    void haveMembersOnlyWhereTheyAreProjects() {
        assertThat(CATALOG.types().stream()
                        .filter(type -> type.membersField() != null)
                        .map(EntityType::name))
                .containsExactly("project");
        assertThat(type("project").membersField()).isEqualTo("memberIds");
    }

    private static EntityType type(String name) {
        return CATALOG.find(name).orElseThrow();
    }

    private static Field field(String type, String name) {
        return type(type).fields().get(name);
    }

    private static Map<String, MergeRule> rules(String type) {
        return type(type).fields().values().stream().collect(Collectors.toMap(Field::name, Field::merge));
    }

    private static List<String> roles(String words) {
        return words.equals("ALL") ? List.copyOf(Permissions.KNOWN_ROLES) : Arrays.asList(words.split(" "));
    }
}
