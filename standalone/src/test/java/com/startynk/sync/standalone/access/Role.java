package com.startynk.sync.standalone.access;

/** The five roles, in the order of the table's columns. */
enum Role {
    ADMIN,
    PROJECT_MANAGER,
    FOREMAN,
    WORKER,
    PAYROLL;

    /** The person of this role who is in the project that the table calls his own, and in no other. */
    String userId() {
        return "the-" + name().toLowerCase(java.util.Locale.ROOT);
    }
}
