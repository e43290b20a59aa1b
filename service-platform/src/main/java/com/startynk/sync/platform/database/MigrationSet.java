package com.startynk.sync.platform.database;

/**
 * A service's tables. Services publish beans (from static methods: they are asked for early); each set is migrated under its
 * own history table {@code flyway_<name>}, before anybody is given the {@code DataSource}.
 *
 * @param name lower case letters
 * @param location where the scripts are, such as {@code classpath:db/query}
 */
public record MigrationSet(String name, String location) {

    public MigrationSet {
        if (!name.matches("[a-z]+")) {
            throw new IllegalArgumentException("a migration set is named by lower case letters, not " + name);
        }
    }
}
