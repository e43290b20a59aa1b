package com.startynk.sync.realtime.relay;

import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Which sockets are where. Confined to the relay's thread. */
final class Rooms {

    private final Map<String, Set<Socket>> sockets = new HashMap<>();

    void join(Socket socket, String room) {
        if (socket.rooms().add(room)) {
            sockets.computeIfAbsent(room, name -> new LinkedHashSet<>()).add(socket);
        }
    }

    void leave(Socket socket, String room) {
        if (socket.rooms().remove(room)) {
            forget(socket, room);
        }
    }

    void leaveAll(Socket socket) {
        socket.rooms().forEach(room -> forget(socket, room));
        socket.rooms().clear();
    }

    /** Not to be kept: it changes with the room. */
    Collection<Socket> in(String room) {
        return sockets.getOrDefault(room, Set.of());
    }

    /** How many rooms with names that begin so have somebody in them. */
    int count(String prefix) {
        return (int) sockets.keySet().stream()
                .filter(room -> room.startsWith(prefix))
                .count();
    }

    /** Every socket of a user; a copy, for who moves them about. */
    List<Socket> of(String userId) {
        return List.copyOf(in(Room.user(userId)));
    }

    private void forget(Socket socket, String room) {
        var members = sockets.get(room);
        if (members != null && members.remove(socket) && members.isEmpty()) {
            sockets.remove(room);
        }
    }
}
