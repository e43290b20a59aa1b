package com.startynk.sync.standalone.convergence.model;

import java.util.HashMap;
import java.util.Map;

/** Which entities the server has made of the devices' local ids; it must never change its mind. */
public final class Names {

    static final String LOCAL = "local:";

    private final Map<String, String> learned = new HashMap<>();

    /** Notes what the server called an entity. */
    public void learn(String deviceId, String localId, String entityId) {
        var before = learned.putIfAbsent(key(deviceId, localId), entityId);
        if (before != null && !before.equals(entityId)) {
            throw new Divergence(localId + " was " + before + " and is now " + entityId);
        }
    }

    /** The entity's id, or something that no entity has while the server has not told. */
    public String of(String deviceId, String id) {
        return id.startsWith(LOCAL) ? learned.getOrDefault(key(deviceId, id), key(deviceId, id)) : id;
    }

    private static String key(String deviceId, String localId) {
        return deviceId + "|" + localId;
    }
}
