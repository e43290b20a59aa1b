package com.startynk.sync.realtime.presence;

import com.startynk.sync.realtime.presence.NodeMember.Device;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Queue;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** What the sockets of this node have said, and those that broke off lately. Confined to the thread of presence. */
final class OwnMembers {

    private final Duration grace;
    private final Map<MemberKey, Member> members = new HashMap<>();
    private final Map<String, Set<MemberKey>> byConnection = new HashMap<>();
    private final Queue<Lost> lost = new ArrayDeque<>();
    private final Set<MemberKey> touched = new HashSet<>();
    private final Map<MemberKey, Instant> departed = new HashMap<>();

    private record Lost(String connectionId, Instant until) {}

    private static final class Member {

        private final Map<String, Device> devices = new LinkedHashMap<>();
        private Instant seen = Instant.EPOCH;

        NodeMember published() {
            return new NodeMember(List.copyOf(devices.values()), seen);
        }
    }

    OwnMembers(Duration grace) {
        this.grace = grace;
    }

    /** A socket says how present its user is. A device that is back needs no grace any more. */
    void say(String connectionId, MemberKey key, String deviceId, PresenceStatus status, Instant now) {
        endGrace(key, Set.of(deviceId));
        var member = members.computeIfAbsent(key, unknown -> new Member());
        member.devices.put(connectionId, new Device(deviceId, status, false));
        member.seen = now;
        byConnection.computeIfAbsent(connectionId, first -> new HashSet<>()).add(key);
        touched.add(key);
    }

    /** A connection ended cleanly: nobody is there any more. */
    void left(String connectionId, Instant now) {
        for (var key : Set.copyOf(of(connectionId))) {
            present(key).seen = now;
            remove(connectionId, key);
        }
    }

    /** A connection broke: its user counts as present for a while. */
    void broke(String connectionId, Instant now) {
        for (var key : of(connectionId)) {
            var member = present(key);
            member.devices.computeIfPresent(
                    connectionId, (id, device) -> new Device(device.id(), device.status(), true));
            member.seen = now;
            touched.add(key);
        }
        if (byConnection.containsKey(connectionId)) {
            lost.add(new Lost(connectionId, now.plus(grace)));
        }
    }

    /** Takes out those who have not come back in time. */
    void expire(Instant now) {
        while (!lost.isEmpty() && !lost.element().until().isAfter(now)) {
            var connectionId = lost.remove().connectionId();
            Set.copyOf(of(connectionId)).forEach(key -> remove(connectionId, key));
        }
    }

    /** A socket may be present in these projects alone. */
    void confine(String connectionId, Set<String> projectIds) {
        Set.copyOf(of(connectionId)).stream()
                .filter(key -> !projectIds.contains(key.projectId()))
                .forEach(key -> remove(connectionId, key));
    }

    /** Somebody who is no member any more is not waited for. */
    void expel(MemberKey key) {
        endGrace(key, device -> true);
    }

    /** These devices are back, here or at another node. */
    void endGrace(MemberKey key, Collection<String> deviceIds) {
        endGrace(key, device -> deviceIds.contains(device.id()));
    }

    private void endGrace(MemberKey key, Predicate<Device> those) {
        var member = members.get(key);
        if (member != null) {
            Map.copyOf(member.devices).forEach((connectionId, device) -> {
                if (device.lost() && those.test(device)) {
                    remove(connectionId, key);
                }
            });
        }
    }

    private void remove(String connectionId, MemberKey key) {
        var keys = of(connectionId);
        keys.remove(key);
        if (keys.isEmpty()) {
            byConnection.remove(connectionId);
        }
        var member = present(key);
        member.devices.remove(connectionId);
        touched.add(key);
        if (member.devices.isEmpty()) {
            members.remove(key);
            departed.put(key, member.seen);
        }
    }

    private Set<MemberKey> of(String connectionId) {
        return byConnection.getOrDefault(connectionId, Set.of());
    }

    private Member present(MemberKey key) {
        return Objects.requireNonNull(members.get(key), "a connection names only members that are there");
    }

    /** Null when nobody of this node is that member. */
    @Nullable NodeMember of(MemberKey key) {
        var member = members.get(key);
        return member == null ? null : member.published();
    }

    int count() {
        return members.size();
    }

    /** Everybody who is there, for whoever knows of nobody. */
    Map<MemberKey, NodeMember> all() {
        var all = new HashMap<MemberKey, NodeMember>();
        members.forEach((key, member) -> all.put(key, member.published()));
        return all;
    }

    /** What has changed since this was called last; those who are gone have no devices. */
    Map<MemberKey, NodeMember> changes() {
        var changes = new LinkedHashMap<MemberKey, NodeMember>();
        for (var key : touched) {
            var member = members.get(key);
            changes.put(
                    key,
                    member == null
                            ? new NodeMember(List.of(), departed.getOrDefault(key, Instant.EPOCH))
                            : member.published());
        }
        touched.clear();
        departed.clear();
        return changes;
    }
}
