package com.startynk.sync.realtime.presence;

import java.time.Instant;
import java.util.List;

/**
 * What one node knows of a person in a project; stored and published on Redis.
 *
 * @param devices none says that he is not there any more
 * @param seen when one of them last said something, or broke off
 */
record NodeMember(List<Device> devices, Instant seen) {

    /**
     * One of his devices.
     *
     * @param lost whether its connection broke, so that it counts only for a while
     */
    record Device(String id, PresenceStatus status, boolean lost) {}

    boolean isGone() {
        return devices.isEmpty();
    }
}
