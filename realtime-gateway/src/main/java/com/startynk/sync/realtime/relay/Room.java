package com.startynk.sync.realtime.relay;

/** Names of rooms. */
final class Room {

    static final String USER = "user:";
    static final String PROJECT = "project:";
    static final String ENTITY = "entity:";

    private Room() {}

    static String user(String userId) {
        return USER + userId;
    }

    static String project(String projectId) {
        return PROJECT + projectId;
    }

    static String entity(String entityType, String entityId) {
        return ENTITY + entityType + ":" + entityId;
    }
}
