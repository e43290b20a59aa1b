package com.startynk.sync.realtime.relay;

import com.startynk.sync.protocol.Caller;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** The sockets of each device, the oldest first. Confined to the relay's thread. */
final class DeviceSockets {

    private static final Deque<Socket> EMPTY = new ArrayDeque<>(0);

    private final int most;
    private final Map<Device, Deque<Socket>> sockets = new HashMap<>();

    private record Device(String userId, String deviceId) {

        static Device of(Socket socket) {
            Caller caller = socket.caller();
            return new Device(caller.userId(), caller.deviceId());
        }
    }

    /** @param most of one device */
    DeviceSockets(int most) {
        this.most = most;
    }

    /** Adds a socket, and answers the one that there is no place for any more. */
    Optional<Socket> add(Socket socket) {
        var ofDevice = sockets.computeIfAbsent(Device.of(socket), device -> new ArrayDeque<>());
        ofDevice.add(socket);
        return ofDevice.size() > most ? Optional.of(ofDevice.remove()) : Optional.empty();
    }

    /** Those of one device; not to be kept: it changes. */
    Collection<Socket> of(String userId, String deviceId) {
        return sockets.getOrDefault(new Device(userId, deviceId), EMPTY);
    }

    void remove(Socket socket) {
        sockets.computeIfPresent(Device.of(socket), (device, ofDevice) -> {
            ofDevice.remove(socket);
            return ofDevice.isEmpty() ? null : ofDevice;
        });
    }
}
