package com.startynk.sync.realtime.presence;

import com.startynk.sync.realtime.presence.NodeMember.Device;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import tools.jackson.databind.json.JsonMapper;

/** Who is there by all that is known: the devices of one person are one member. Confined to the thread of presence. */
final class Board {

    private final JsonMapper json;
    private final Map<String, Map<String, Standing>> projects = new HashMap<>();
    private final Map<String, String> lists = new HashMap<>();

    private record Standing(PresenceStatus status, long devices, Instant seen) {}

    /** The answer to {@code presence:list}. */
    private record Listed(boolean ok, List<PresentMember> members) {}

    Board(JsonMapper json) {
        this.json = json;
    }

    /**
     * Writes down what is known of a member now.
     *
     * @param seen when he was there at least
     * @return what is to be told of it
     */
    Optional<PresenceChanged> put(MemberKey key, Collection<NodeMember> known, Instant seen) {
        var project = projects.computeIfAbsent(key.projectId(), unknown -> new TreeMap<>());
        var before = project.get(key.userId());
        var latest = known.stream().map(NodeMember::seen).reduce(seen, Board::later);
        // Last seen does not go back when the device goes that was the last one to say something.
        var last = before == null ? latest : later(latest, before.seen());
        var devices =
                known.stream().flatMap(member -> member.devices().stream()).toList();
        lists.remove(key.projectId());
        if (devices.isEmpty()) {
            project.remove(key.userId());
            if (project.isEmpty()) {
                projects.remove(key.projectId());
            }
            return before == null ? Optional.empty() : Optional.of(changed(key, PresenceStatus.OFFLINE, last));
        }
        var status = devices.stream().anyMatch(device -> device.status() == PresenceStatus.ONLINE)
                ? PresenceStatus.ONLINE
                : PresenceStatus.AWAY;
        var count = devices.stream().map(Device::id).distinct().count();
        project.put(key.userId(), new Standing(status, count, last));
        return before != null && before.status() == status ? Optional.empty() : Optional.of(changed(key, status, last));
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }

    private static PresenceChanged changed(MemberKey key, PresenceStatus status, Instant seen) {
        return new PresenceChanged(key.projectId(), key.userId(), status.wire(), seen);
    }

    int projects() {
        return projects.size();
    }

    int members() {
        return projects.values().stream().mapToInt(Map::size).sum();
    }

    /** Everybody who is there, as the answer on the wire; encoded once for all who ask before it changes. */
    String list(String projectId) {
        return lists.computeIfAbsent(projectId, this::encode);
    }

    private String encode(String projectId) {
        var members = projects.getOrDefault(projectId, Map.of()).entrySet().stream()
                .map(entry -> new PresentMember(
                        entry.getKey(),
                        entry.getValue().status().wire(),
                        entry.getValue().devices(),
                        entry.getValue().seen()))
                .toList();
        return json.writeValueAsString(new Listed(true, members));
    }
}
