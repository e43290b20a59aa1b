package com.startynk.sync.command.identity;

import java.util.Optional;

/** The way in for the person who sets a system up. */
public interface AdminAccount {

    /** The admin's user id and username. */
    String NAME = "admin";

    /**
     * Makes an account with the role {@code ADMIN} and a random password, unless somebody has that role.
     *
     * @return the password, exactly when the account was made; it is kept nowhere
     */
    Optional<String> createIfMissing();
}
