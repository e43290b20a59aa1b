package com.startynk.sync.standalone.convergence.model;

import static java.util.Map.entry;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/**
 * A type as the contract's section 3 declares it.
 *
 * @param byField whether edits of different fields are joined
 * @param fields with their merge rules, which only a type that merges uses
 */
public record TypeRules(
        String name,
        Strategy strategy,
        boolean byField,
        Map<String, Rule> fields,
        Set<String> editors,
        Set<String> deleters) {

    private static final Set<String> LEADERS = Set.of("ADMIN", "PROJECT_MANAGER", "FOREMAN");
    private static final Set<String> CREW = Set.of("ADMIN", "PROJECT_MANAGER", "FOREMAN", "WORKER");

    public static final TypeRules PROJECT = whole("project", Strategy.SERVER_WINS, LEADERS, "name", "memberIds");
    public static final TypeRules TASK = merged(
            "task",
            LEADERS,
            Map.ofEntries(
                    entry("title", Rule.LAST_WRITE),
                    entry("description", Rule.LAST_WRITE),
                    entry("status", Rule.FURTHEST),
                    entry("progress", Rule.MAX),
                    entry("assigneeIds", Rule.UNION),
                    entry("dueOn", Rule.LAST_WRITE),
                    entry("checklist", Rule.MERGE_KEYS),
                    entry("notes", Rule.APPEND),
                    entry("parentId", Rule.LAST_WRITE)));
    public static final TypeRules ATTENDANCE = merged(
            "attendance",
            LEADERS,
            Map.ofEntries(
                    entry("workerId", Rule.LAST_WRITE),
                    entry("date", Rule.LAST_WRITE),
                    entry("checkIn", Rule.MIN),
                    entry("checkOut", Rule.MAX),
                    entry("breaks", Rule.UNION),
                    entry("location", Rule.LAST_WRITE),
                    entry("notes", Rule.APPEND),
                    entry("taskId", Rule.LAST_WRITE)));
    public static final TypeRules MATERIAL =
            whole("material", Strategy.SERVER_WINS, LEADERS, "name", "unit", "quantity", "minimum", "supplier");
    public static final TypeRules CLIENT_WINS = whole("clientwins", Strategy.CLIENT_WINS, CREW, "name", "a", "b", "n");
    public static final TypeRules MANUAL_RESOLVE =
            whole("manualresolve", Strategy.MANUAL_RESOLVE, CREW, "name", "a", "b", "n");
    public static final TypeRules MANUAL_FIELD = merged(
            "manualfield",
            CREW,
            Map.ofEntries(
                    entry("name", Rule.LAST_WRITE),
                    entry("a", Rule.MANUAL),
                    entry("b", Rule.LAST_WRITE),
                    entry("n", Rule.MAX)));
    public static final TypeRules TALLY = merged(
            "tally",
            CREW,
            Map.ofEntries(
                    entry("name", Rule.LAST_WRITE),
                    entry("total", Rule.SUM),
                    entry("lowest", Rule.MIN),
                    entry("ours", Rule.SERVER),
                    entry("theirs", Rule.CLIENT)));

    private static final Map<String, TypeRules> ALL = Map.of(
            "project", PROJECT,
            "task", TASK,
            "attendance", ATTENDANCE,
            "material", MATERIAL,
            "clientwins", CLIENT_WINS,
            "manualresolve", MANUAL_RESOLVE,
            "manualfield", MANUAL_FIELD,
            "tally", TALLY);

    static TypeRules of(String name) {
        return ALL.get(name);
    }

    private static TypeRules merged(String name, Set<String> deleters, Map<String, Rule> fields) {
        return new TypeRules(name, Strategy.MERGE, true, fields, CREW, deleters);
    }

    private static TypeRules whole(String name, Strategy strategy, Set<String> roles, String... fields) {
        var rules = new HashMap<String, Rule>();
        for (var field : fields) {
            rules.put(field, Rule.CLIENT);
        }
        return new TypeRules(name, strategy, false, Map.copyOf(rules), roles, roles);
    }

    boolean permits(Operation operation, String role) {
        return (operation == Operation.DELETE ? deleters : editors).contains(role);
    }
}
