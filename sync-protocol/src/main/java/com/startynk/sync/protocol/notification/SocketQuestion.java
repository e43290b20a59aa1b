package com.startynk.sync.protocol.notification;

import java.util.List;

/**
 * A question to all gateways on Redis: which of these devices have open sockets? Each gateway that hears it answers with a
 * {@link SocketAnswer}, also when it has none of them.
 *
 * @param id comes back with the answers
 * @param answerTo the channel on which they are awaited
 */
public record SocketQuestion(String id, String answerTo, List<Device> devices) {

    /** The Redis channel on which questions travel, as JSON. */
    public static final String CHANNEL = "startynk:socket-questions";

    public SocketQuestion {
        devices = List.copyOf(devices);
    }

    /** A user's device. */
    public record Device(String userId, String deviceId) {}
}
