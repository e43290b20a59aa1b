package com.startynk.sync.realtime.presence;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.data.redis.connection.RedisConnectionFactory;
import org.springframework.data.redis.core.StringRedisTemplate;
import org.springframework.data.redis.core.script.RedisScript;
import tools.jackson.databind.json.JsonMapper;

/**
 * The people of all nodes in Redis. Each node has one hash that only it writes and that is gone when it is not renewed, so that
 * its lease and its people end together. Methods block.
 */
final class PresenceStore {

    /** The field with the version; no member has an empty name. */
    private static final String VERSION = "";

    /** Writes and publishes at once, so that whoever reads a version has all that led to it. */
    private static final RedisScript<Boolean> WRITE = RedisScript.of("""
            local expected, version, lease, channel, message = ARGV[1], ARGV[2], ARGV[3], ARGV[4], ARGV[5]
            if expected == '' then
              redis.call('DEL', KEYS[1])
            elseif redis.call('HGET', KEYS[1], '') ~= expected then
              return false
            end
            redis.call('HSET', KEYS[1], '', version)
            for i = 6, #ARGV, 2 do
              if ARGV[i + 1] == '' then
                redis.call('HDEL', KEYS[1], ARGV[i])
              else
                redis.call('HSET', KEYS[1], ARGV[i], ARGV[i + 1])
              end
            end
            redis.call('PEXPIRE', KEYS[1], lease)
            redis.call('PUBLISH', channel, message)
            return true
            """, Boolean.class);

    private final StringRedisTemplate redis;
    private final JsonMapper json;
    private final String prefix;
    private final String node;
    private final Duration lease;

    /** @param prefix of keys and the channel, apart from those of other deployments on the same Redis */
    PresenceStore(RedisConnectionFactory redis, JsonMapper json, String prefix, String node, Duration lease) {
        this.redis = new StringRedisTemplate(redis);
        this.json = json;
        this.prefix = prefix;
        this.node = node;
        this.lease = lease;
    }

    static String channel(String prefix) {
        return prefix + "changes";
    }

    /**
     * Renews this node's lease, with what became of its people.
     *
     * @param from the version that stands there; {@link NodeChanges#ANEW} replaces whatever stands there by these people
     * @return false when it is not there: the lease has ended, or Redis has lost it
     */
    boolean write(long from, long to, Map<MemberKey, NodeMember> members) {
        var anew = from == NodeChanges.ANEW;
        var changes = new HashMap<String, NodeMember>();
        members.forEach((key, member) -> changes.put(key.text(), member));
        var message = new NodeChanges(node, from, to, anew ? Map.of() : changes);
        var arguments = new ArrayList<String>(List.of(
                anew ? "" : Long.toString(from),
                Long.toString(to),
                Long.toString(lease.toMillis()),
                channel(prefix),
                json.writeValueAsString(message)));
        changes.forEach((key, member) -> {
            arguments.add(key);
            arguments.add(member.isGone() ? "" : json.writeValueAsString(member));
        });
        var written = Boolean.TRUE.equals(redis.execute(WRITE, List.of(key(node)), arguments.toArray()));
        if (written) {
            redis.opsForSet().add(nodes(), node);
        }
        return written;
    }

    /**
     * Reads the other nodes whose version is another one than is known.
     *
     * @param known the versions that are known
     */
    Map<String, Snapshot> others(Map<String, Long> known) {
        var read = new HashMap<String, Snapshot>();
        var all = redis.opsForSet().members(nodes());
        for (var other : all == null ? List.<String>of() : all) {
            if (!other.equals(node)) {
                var version = redis.<String, String>opsForHash().get(key(other), VERSION);
                if (version == null) {
                    redis.opsForSet().remove(nodes(), other);
                } else if (!Long.valueOf(version).equals(known.get(other))) {
                    var snapshot = snapshot(other);
                    if (snapshot != null) {
                        read.put(other, snapshot);
                    }
                }
            }
        }
        return read;
    }

    private @Nullable Snapshot snapshot(String other) {
        var fields = redis.<String, String>opsForHash().entries(key(other));
        var version = fields.remove(VERSION);
        if (version == null) {
            return null;
        }
        var members = new HashMap<MemberKey, NodeMember>();
        fields.forEach((key, value) -> members.put(MemberKey.of(key), json.readValue(value, NodeMember.class)));
        return new Snapshot(Long.parseLong(version), members);
    }

    private String nodes() {
        return prefix + "nodes";
    }

    private String key(String of) {
        return prefix + "node:" + of;
    }
}
