package com.startynk.sync.push.delivery;

import com.startynk.sync.platform.redis.RedisSubscription;
import com.startynk.sync.protocol.notification.SocketAnswer;
import com.startynk.sync.protocol.notification.SocketQuestion;
import com.startynk.sync.protocol.notification.SocketQuestion.Device;
import com.startynk.sync.protocol.notification.TakenNotification;
import java.time.Duration;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.dao.DataAccessException;
import org.springframework.data.redis.connection.RedisConnectionFactory;
import org.springframework.data.redis.core.StringRedisTemplate;
import org.springframework.data.redis.core.script.RedisScript;
import tools.jackson.databind.json.JsonMapper;

/**
 * What the gateways of all nodes know: which devices have open sockets now, and which have taken a notification by one. Without
 * Redis, and where a gateway does not answer at once, they know of none.
 */
final class OpenSockets implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(OpenSockets.class);

    /** After the connections to Redis, and before the workers, who ask. */
    private static final int PHASE = 4_000;

    /** A gateway answers within a few milliseconds, or it is in trouble; nobody else's message waits for that. */
    private static final Duration PATIENCE = Duration.ofMillis(250);

    /** Without Redis each question costs a time-out, and messages wait behind it. */
    private static final Duration PAUSE = Duration.ofSeconds(10);

    /** Of many at once; answers a digit for each. */
    private static final RedisScript<String> TAKEN = RedisScript.of("""
            local found = {}
            for i, key in ipairs(KEYS) do
              found[i] = redis.call('HEXISTS', key, ARGV[i])
            end
            return table.concat(found)
            """, String.class);

    private final StringRedisTemplate redis;
    private final JsonMapper json;
    private final String channel = "startynk:socket-answers:" + UUID.randomUUID();
    private final RedisSubscription answers;
    private final Map<String, BlockingQueue<SocketAnswer>> asked = new ConcurrentHashMap<>();
    private volatile long awaySince = System.nanoTime() - PAUSE.toNanos();

    OpenSockets(RedisConnectionFactory redis, JsonMapper json) {
        this.redis = new StringRedisTemplate(redis);
        this.json = json;
        this.answers = new RedisSubscription(redis, channel, "socket-answers", this::answered);
    }

    private void answered(byte[] message) {
        var answer = json.readValue(message, SocketAnswer.class);
        var waiting = asked.get(answer.id());
        if (waiting != null) {
            waiting.add(answer);
        }
    }

    /** Those of these devices that have an open socket, and of which nobody has said that they are not looked at. */
    Set<Device> among(Collection<Device> devices) throws InterruptedException {
        if (isAway()) {
            return Set.of();
        }
        var id = UUID.randomUUID().toString();
        var waiting = new LinkedBlockingQueue<SocketAnswer>();
        asked.put(id, waiting);
        try {
            var question = new SocketQuestion(id, channel, List.copyOf(devices));
            var gateways = redis.convertAndSend(SocketQuestion.CHANNEL, json.writeValueAsString(question));
            return gather(waiting, gateways == null ? 0 : gateways);
        } catch (DataAccessException e) {
            awaySince = System.nanoTime();
            log.debug("Gateways cannot be asked", e);
            return Set.of();
        } finally {
            asked.remove(id);
        }
    }

    private static Set<Device> gather(BlockingQueue<SocketAnswer> waiting, long gateways) throws InterruptedException {
        var found = new HashSet<Device>();
        var until = System.nanoTime() + PATIENCE.toNanos();
        for (var n = 0; n < gateways; n++) {
            var answer = waiting.poll(until - System.nanoTime(), TimeUnit.NANOSECONDS);
            if (answer == null) {
                log.debug("{} of {} gateways have answered about sockets", n, gateways);
                break;
            }
            found.addAll(answer.devices());
        }
        return found;
    }

    /** The numbers of those of these messages whose notification their device has taken. */
    Set<Long> taken(List<Claimed> messages) {
        if (isAway()) {
            return Set.of();
        }
        try {
            var found = redis.execute(
                    TAKEN,
                    messages.stream()
                            .map(message -> TakenNotification.key(message.notificationId()))
                            .toList(),
                    messages.stream().map(Claimed::deviceId).toArray());
            var taken = new HashSet<Long>();
            for (var n = 0; found != null && n < messages.size(); n++) {
                if (found.charAt(n) == '1') {
                    taken.add(messages.get(n).id());
                }
            }
            return taken;
        } catch (DataAccessException e) {
            awaySince = System.nanoTime();
            log.debug("What devices have taken cannot be looked up", e);
            return Set.of();
        }
    }

    private boolean isAway() {
        return System.nanoTime() - awaySince < PAUSE.toNanos();
    }

    @Override
    public void start() {
        answers.start();
    }

    @Override
    public void stop() {
        answers.stop();
    }

    @Override
    public boolean isRunning() {
        return answers.isRunning();
    }

    @Override
    public int getPhase() {
        return PHASE;
    }
}
