package com.startynk.sync.standalone.convergence.model;

import java.time.Instant;
import java.util.Map;

/**
 * One version of an entity.
 *
 * @param written what it changed; a null cleared a field
 * @param fields all fields from then on, a deleted entity's too
 */
record Version(
        long number,
        Author author,
        Instant at,
        Map<String, Object> written,
        Map<String, Object> fields,
        boolean deleted) {

    boolean isOfAnotherThan(String device) {
        return !author.deviceId().equals(device);
    }
}
