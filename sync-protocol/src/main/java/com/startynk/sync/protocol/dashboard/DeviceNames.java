package com.startynk.sync.protocol.dashboard;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** The names of devices; those that never said one, as they log in elsewhere, are not in it. */
public record DeviceNames(List<Named> devices) {

    public DeviceNames {
        devices = List.copyOf(devices);
    }

    /** A device as its user sees it in his list. */
    public record Named(
            String userId,
            String deviceId,
            @Nullable String name,
            @Nullable String platform) {}
}
