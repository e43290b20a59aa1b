package com.startynk.sync.platform.session;

import com.startynk.sync.protocol.Caller;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What of a user's tokens is dead.
 *
 * @param everywhere on every device; null when there was no such revocation
 * @param byDevice by device id
 */
record Cuts(@Nullable Revocation everywhere, Map<String, Revocation> byDevice) {

    static final Cuts NONE = new Cuts(null, Map.of());

    Cuts with(Revocation revocation) {
        var deviceId = revocation.deviceId();
        if (deviceId == null) {
            // Whatever was revoked on single devices before is dead with the rest.
            return new Cuts(revocation, Map.of());
        }
        var devices = new HashMap<>(byDevice);
        devices.put(deviceId, revocation);
        return new Cuts(everywhere, Map.copyOf(devices));
    }

    boolean spare(Caller caller) {
        return (everywhere == null || !everywhere.ends(caller)) && spareDevice(caller);
    }

    private boolean spareDevice(Caller caller) {
        var onDevice = byDevice.get(caller.deviceId());
        return onDevice == null || !onDevice.ends(caller);
    }
}
