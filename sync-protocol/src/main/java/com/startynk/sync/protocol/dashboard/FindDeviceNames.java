package com.startynk.sync.protocol.dashboard;

import java.util.List;

/** Query: what devices are called by those who logged in on them. Answered with {@link DeviceNames}. */
public record FindDeviceNames(List<Device> devices) {

    public FindDeviceNames {
        devices = List.copyOf(devices);
    }

    /** A user's device. */
    public record Device(String userId, String deviceId) {}
}
