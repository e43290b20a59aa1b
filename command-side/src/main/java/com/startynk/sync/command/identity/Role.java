package com.startynk.sync.command.identity;

import java.util.Arrays;
import java.util.Collection;
import java.util.EnumSet;
import java.util.Set;
import java.util.stream.Collectors;

/** What a person may be. Stored and sent by name. */
enum Role {
    ADMIN,
    PROJECT_MANAGER,
    FOREMAN,
    WORKER,
    PAYROLL;

    /** As the pattern of a wire record. */
    static final String PATTERN = "ADMIN|PROJECT_MANAGER|FOREMAN|WORKER|PAYROLL";

    static Set<Role> of(Collection<String> names) {
        return names.stream().map(Role::valueOf).collect(Collectors.toCollection(() -> EnumSet.noneOf(Role.class)));
    }

    /** As a column keeps them: names between commas. */
    static String column(Set<Role> roles) {
        return roles.stream().sorted().map(Role::name).collect(Collectors.joining(","));
    }

    static Set<Role> ofColumn(String column) {
        return column.isEmpty() ? Set.of() : of(Arrays.asList(column.split(",")));
    }
}
