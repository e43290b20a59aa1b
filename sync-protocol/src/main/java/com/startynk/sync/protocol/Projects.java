package com.startynk.sync.protocol;

import java.util.Locale;

/** Ids of projects, the one that has no entity of its own among them. */
public final class Projects {

    /** Where {@code user} entities live; everyone signed in is a member. */
    public static final String ORG = "org";

    private Projects() {}

    /** A project's id as it is kept: some platforms write UUIDs in upper case. */
    public static String normal(String projectId) {
        return projectId.toLowerCase(Locale.ROOT);
    }
}
