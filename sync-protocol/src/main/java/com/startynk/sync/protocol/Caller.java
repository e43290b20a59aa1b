package com.startynk.sync.protocol;

import java.util.Set;

/**
 * Who calls: a person on a device, as a verified token says. Travels inside commands and queries, so that only the edge
 * reads tokens.
 *
 * @param roles names of the roles; project membership is never among them
 * @param expiresAtEpochSecond when the token ends, in seconds since 1970
 * @param generation what had been revoked when the token was issued; {@link #NO_GENERATION} when it does not say
 */
public record Caller(
        String userId,
        String deviceId,
        Set<String> roles,
        long issuedAtEpochSecond,
        long expiresAtEpochSecond,
        long generation) {

    /** Of tokens that were made elsewhere. */
    public static final long NO_GENERATION = 0;

    public static final String ADMIN = "ADMIN";
    public static final String PROJECT_MANAGER = "PROJECT_MANAGER";

    public Caller {
        roles = Set.copyOf(roles);
    }

    /** A caller whose token was made elsewhere. */
    public Caller(
            String userId, String deviceId, Set<String> roles, long issuedAtEpochSecond, long expiresAtEpochSecond) {
        this(userId, deviceId, roles, issuedAtEpochSecond, expiresAtEpochSecond, NO_GENERATION);
    }

    /** Whether the caller is a member of every project. */
    public boolean isAdmin() {
        return roles.contains(ADMIN);
    }

    /** Whether the caller manages the projects of which he is a member. */
    public boolean managesProjects() {
        return isAdmin() || roles.contains(PROJECT_MANAGER);
    }
}
