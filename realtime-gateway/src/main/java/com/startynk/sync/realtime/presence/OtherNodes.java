package com.startynk.sync.realtime.presence;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.stream.Stream;

/**
 * The people of other nodes, each node's at the version that was heard or read last. A node lives as long as its version goes on,
 * by the clock of the one who watches it: clocks of different nodes are never compared. Confined to the thread of presence.
 */
final class OtherNodes {

    /** A dead node's hash may outlive it a little: for so many leases it is remembered that it was dead at that version. */
    private static final int REMEMBERED = 4;

    private final Duration lease;
    private final BiConsumer<MemberKey, NodeMember> changed;
    private final Map<String, Node> nodes = new HashMap<>();

    private static final class Node {

        private final Map<MemberKey, NodeMember> members = new HashMap<>();
        private long version;
        private Instant heard = Instant.EPOCH;
        private boolean lapsed;
    }

    /** @param changed is told of each member of another node that may be another now */
    OtherNodes(Duration lease, BiConsumer<MemberKey, NodeMember> changed) {
        this.lease = lease;
        this.changed = changed;
    }

    /** Whether something was missed, so that this node has to be read. */
    boolean missed(NodeChanges news, Instant now) {
        var node = nodes.get(news.node());
        if (node == null) {
            return true;
        }
        if (news.to() <= node.version) {
            return false;
        }
        node.heard = now;
        if (news.from() != node.version || node.lapsed) {
            return true;
        }
        node.version = news.to();
        news.changes().forEach((text, member) -> put(node, MemberKey.of(text), member));
        return false;
    }

    private void put(Node node, MemberKey key, NodeMember member) {
        if (member.isGone()) {
            node.members.remove(key);
        } else {
            node.members.put(key, member);
        }
        changed.accept(key, member);
    }

    /** Takes what was read, unless something newer has been heard. */
    void read(String nodeId, Snapshot snapshot, Instant now) {
        var node = nodes.computeIfAbsent(nodeId, unknown -> new Node());
        if (snapshot.version() <= node.version) {
            return;
        }
        node.version = snapshot.version();
        node.heard = now;
        node.lapsed = false;
        var gone = new HashSet<>(node.members.keySet());
        gone.removeAll(snapshot.members().keySet());
        gone.forEach(key -> put(node, key, new NodeMember(List.of(), Instant.EPOCH)));
        snapshot.members().forEach((key, member) -> put(node, key, member));
    }

    /** Forgets nodes that have said nothing for too long, with all of their people, who were there until then. */
    void lapse(Instant now) {
        nodes.values().removeIf(node -> node.lapsed && isOver(node, lease.multipliedBy(REMEMBERED), now));
        nodes.values().stream()
                .filter(node -> !node.lapsed && isOver(node, lease, now))
                .forEach(this::end);
    }

    private static boolean isOver(Node node, Duration time, Instant now) {
        return !node.heard.plus(time).isAfter(now);
    }

    private void end(Node node) {
        node.lapsed = true;
        Set.copyOf(node.members.keySet()).forEach(key -> put(node, key, new NodeMember(List.of(), node.heard)));
    }

    /** What other nodes say of a member. */
    List<NodeMember> of(MemberKey key) {
        return nodes.values().stream()
                .flatMap(node -> {
                    var member = node.members.get(key);
                    return member == null ? Stream.empty() : Stream.of(member);
                })
                .toList();
    }

    /** How far each is known. */
    Map<String, Long> versions() {
        var versions = new HashMap<String, Long>();
        nodes.forEach((id, node) -> versions.put(id, node.version));
        return versions;
    }
}
