package com.startynk.sync.protocol.notification;

import java.util.List;

/**
 * What one gateway answers to a {@link SocketQuestion}.
 *
 * @param id of the question
 * @param devices those that have an open socket here, and have not said that nobody looks at them
 */
public record SocketAnswer(String id, List<SocketQuestion.Device> devices) {

    public SocketAnswer {
        devices = List.copyOf(devices);
    }
}
