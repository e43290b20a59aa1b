package com.startynk.sync.realtime.monitor;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.springframework.data.redis.connection.RedisConnectionFactory;
import org.springframework.data.redis.core.StringRedisTemplate;
import tools.jackson.databind.json.JsonMapper;

/** The figures of all nodes on Redis, each gone when its node does not renew it. Methods block. */
final class NodeBoard {

    /** Some renewals may be late; a node that is gone is shown no longer than this. */
    private static final Duration KEPT = Duration.ofSeconds(5);

    private final StringRedisTemplate redis;
    private final JsonMapper json;
    private final String prefix;
    private final String own;

    /**
     * Writes nothing yet.
     *
     * @param prefix of keys, apart from those of other deployments on the same Redis
     * @param own names this process, and no other ever
     */
    NodeBoard(RedisConnectionFactory redis, JsonMapper json, String prefix, String own) {
        this.redis = new StringRedisTemplate(redis);
        this.json = json;
        this.prefix = prefix;
        this.own = own;
    }

    void write(GatewayFigures figures) {
        redis.opsForValue().set(key(own), json.writeValueAsString(figures), KEPT);
        redis.opsForSet().add(nodes(), own);
    }

    /** Takes this node away at once. */
    void remove() {
        redis.delete(key(own));
        redis.opsForSet().remove(nodes(), own);
    }

    /** The other nodes, in an order that stays. */
    List<GatewayFigures> others() {
        var found = redis.opsForSet().members(nodes());
        var ids = (found == null ? Set.<String>of() : found)
                .stream().filter(id -> !id.equals(own)).sorted().toList();
        var texts = redis.opsForValue().multiGet(ids.stream().map(this::key).toList());
        var others = new ArrayList<GatewayFigures>();
        for (var n = 0; texts != null && n < ids.size(); n++) {
            var text = texts.get(n);
            if (text == null) {
                redis.opsForSet().remove(nodes(), ids.get(n));
            } else {
                others.add(json.readValue(text, GatewayFigures.class));
            }
        }
        return others;
    }

    private String nodes() {
        return prefix + "nodes";
    }

    private String key(String id) {
        return prefix + "node:" + id;
    }
}
