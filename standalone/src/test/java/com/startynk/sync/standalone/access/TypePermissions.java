package com.startynk.sync.standalone.access;

import static com.startynk.sync.standalone.access.Role.ADMIN;
import static com.startynk.sync.standalone.access.Role.FOREMAN;
import static com.startynk.sync.standalone.access.Role.PAYROLL;
import static com.startynk.sync.standalone.access.Role.PROJECT_MANAGER;
import static com.startynk.sync.standalone.access.Role.WORKER;

import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What a member of a project may do with the entities of a type, by his role: written from the contract, and not read from the
 * declarations.
 *
 * @param creation the fields of an entity
 * @param edit other fields for it
 */
record TypePermissions(
        String type,
        Set<Role> read,
        Set<Role> write,
        Set<Role> delete,
        Map<String, Object> creation,
        Map<String, Object> edit) {

    private static final Set<Role> ALL = Set.of(Role.values());
    private static final Set<Role> NOT_PAYROLL = Set.of(ADMIN, PROJECT_MANAGER, FOREMAN, WORKER);
    private static final Set<Role> LEADS = Set.of(ADMIN, PROJECT_MANAGER, FOREMAN);
    private static final Set<Role> MANAGERS = Set.of(ADMIN, PROJECT_MANAGER);
    private static final String SOMEBODY = "3f0e0000-0000-4000-8000-000000000001";

    static final List<TypePermissions> SHIPPED = List.of(
            new TypePermissions(
                    "user", ALL, Set.of(ADMIN), Set.of(ADMIN), Map.of("name", "Ada"), Map.of("trade", "mason")),
            new TypePermissions(
                    "project", ALL, MANAGERS, Set.of(ADMIN), Map.of("name", "Quay 7"), Map.of("status", "ACTIVE")),
            new TypePermissions(
                    "attendance",
                    ALL,
                    NOT_PAYROLL,
                    LEADS,
                    Map.of("workerId", SOMEBODY, "date", "2026-11-23"),
                    Map.of("notes", "rain")),
            new TypePermissions(
                    "task", NOT_PAYROLL, NOT_PAYROLL, LEADS, Map.of("title", "Pour slab"), Map.of("progress", 50)),
            new TypePermissions("material", NOT_PAYROLL, LEADS, LEADS, Map.of("name", "Rebar"), Map.of("quantity", 12)),
            new TypePermissions(
                    "payroll",
                    Set.of(ADMIN, PROJECT_MANAGER, PAYROLL),
                    Set.of(ADMIN, PAYROLL),
                    Set.of(ADMIN, PAYROLL),
                    Map.of("workerId", SOMEBODY, "periodStart", "2026-11-01", "periodEnd", "2026-11-30"),
                    Map.of("hours", 160)));
}
