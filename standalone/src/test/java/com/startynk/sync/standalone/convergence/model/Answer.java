package com.startynk.sync.standalone.convergence.model;

import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * An answer to an item, as predicted or as given.
 *
 * @param data null where there is none
 */
public record Answer(
        String status,
        boolean duplicate,
        String entityId,
        Long version,
        Map<String, Object> data,
        Conflict conflict,
        String error) {

    /**
     * The conflict that an item met.
     *
     * @param fields null where the contract does not say which
     */
    public record Conflict(String strategy, String resolution, Set<String> fields) {

        boolean allows(Conflict given) {
            return given != null
                    && strategy.equals(given.strategy)
                    && resolution.equals(given.resolution)
                    && (fields == null || fields.equals(given.fields));
        }
    }

    static Answer rejected(String entityId, String error) {
        return new Answer("REJECTED", false, entityId, null, null, null, error);
    }

    static Answer queued(String entityId) {
        return new Answer("QUEUED", false, entityId, null, null, null, null);
    }

    Answer again() {
        return new Answer(status, true, entityId, version, data, conflict, error);
    }

    Answer withoutData() {
        return new Answer(status, duplicate, entityId, version, null, conflict, error);
    }

    public boolean isRejected() {
        return status.equals("REJECTED");
    }

    public boolean isQueued() {
        return status.equals("QUEUED");
    }

    public boolean isRetry() {
        return status.equals("RETRY");
    }

    /** Whether a given answer is what this one predicts, but for whether it is called a duplicate. */
    public boolean allows(Answer given) {
        return status.equals(given.status)
                && Objects.equals(error, given.error)
                && Objects.equals(version, given.version)
                && Objects.equals(data, given.data)
                && Objects.equals(entityId, given.entityId)
                && (conflict == null ? given.conflict == null : conflict.allows(given.conflict));
    }
}
