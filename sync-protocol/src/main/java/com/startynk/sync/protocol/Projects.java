package com.startynk.sync.protocol;

/** The one project that has no entity of its own. */
public final class Projects {

    /** Where {@code user} entities live; everyone signed in is a member. */
    public static final String ORG = "org";

    private Projects() {}
}
