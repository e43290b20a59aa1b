package com.startynk.sync.protocol;

import java.util.Locale;
import java.util.regex.Pattern;

/** Ids of projects, the one that has no entity of its own among them. */
public final class Projects {

    /** Where {@code user} entities live; everyone signed in is a member. */
    public static final String ORG = "org";

    private static final Pattern NOT_ASCII = Pattern.compile("[^\\x00-\\x7f]");

    private Projects() {}

    /**
     * A project's id as it is kept: some platforms write UUIDs in upper case. Letters that no id has become question marks, so
     * that it can be compared wherever ids are kept in ASCII; it still names nothing.
     */
    public static String normal(String projectId) {
        return NOT_ASCII.matcher(projectId.toLowerCase(Locale.ROOT)).replaceAll("?");
    }
}
