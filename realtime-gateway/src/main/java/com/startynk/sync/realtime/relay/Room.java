package com.startynk.sync.realtime.relay;

/** Names of rooms. */
final class Room {

    private Room() {}

    static String user(String userId) {
        return "user:" + userId;
    }

    static String project(String projectId) {
        return "project:" + projectId;
    }

    static String entity(String entityType, String entityId) {
        return "entity:" + entityType + ":" + entityId;
    }
}
