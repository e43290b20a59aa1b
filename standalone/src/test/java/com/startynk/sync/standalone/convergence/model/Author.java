package com.startynk.sync.standalone.convergence.model;

/** Who sends, from which device. */
public record Author(String userId, String deviceId, String role) {

    boolean isAdmin() {
        return role.equals("ADMIN");
    }
}
