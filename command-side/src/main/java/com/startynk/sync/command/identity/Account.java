package com.startynk.sync.command.identity;

import java.util.Set;

/** Somebody who can log in, unless it is disabled. */
record Account(String userId, String username, String passwordHash, Set<Role> roles, boolean disabled) {

    /** Without the hash. */
    @Override
    public String toString() {
        return "Account[userId=" + userId + "]";
    }
}
