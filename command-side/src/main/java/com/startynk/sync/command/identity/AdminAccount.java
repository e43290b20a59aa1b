package com.startynk.sync.command.identity;

import java.util.function.Supplier;

/** The way in for the person who sets a system up. */
public interface AdminAccount {

    /** The admin's user id and username. */
    String NAME = "admin";

    /**
     * Makes an account with the role {@code ADMIN}, unless somebody has that role.
     *
     * @param password asked for only when the account is made. Whoever gives it must have it in safety by then: the account
     *     outlives a process that is killed in the next moment
     * @return whether the account was made
     */
    boolean createIfMissing(Supplier<String> password);
}
