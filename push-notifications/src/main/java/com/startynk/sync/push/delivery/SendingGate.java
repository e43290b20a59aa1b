package com.startynk.sync.push.delivery;

import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.data.redis.core.StringRedisTemplate;
import org.springframework.data.redis.core.script.DefaultRedisScript;

/**
 * Lets requests to Expo go: so many at a time and so many messages a second, of all nodes together. A bucket that fills at the
 * rate and holds the size of one request would let through, in its first second, both what it holds and what flows in: so it
 * fills by so much more slowly. Redis' own clock counts.
 */
final class SendingGate {

    private static final Logger log = LoggerFactory.getLogger(SendingGate.class);

    /** Without Redis a node takes this part of what all may do. */
    private static final int NODES_ASSUMED = 4;

    private static final DefaultRedisScript<Long> ENTER = new DefaultRedisScript<>("""
            local time = redis.call('TIME')
            local now = time[1] * 1000 + math.floor(time[2] / 1000)
            local paused = redis.call('PTTL', KEYS[3])
            if paused > 0 then return paused end
            redis.call('ZREMRANGEBYSCORE', KEYS[2], '-inf', now)
            if redis.call('ZCARD', KEYS[2]) >= tonumber(ARGV[3]) then return 10 end
            local wanted, rate, capacity = tonumber(ARGV[1]), tonumber(ARGV[2]), tonumber(ARGV[6])
            local bucket = redis.call('HMGET', KEYS[1], 'tokens', 'at')
            local tokens = tonumber(bucket[1]) or capacity
            local at = tonumber(bucket[2]) or now
            tokens = math.min(capacity, tokens + math.max(0, now - at) * rate / 1000)
            if tokens < wanted then
              redis.call('HSET', KEYS[1], 'tokens', tokens, 'at', now)
              redis.call('PEXPIRE', KEYS[1], 10000)
              return math.ceil((wanted - tokens) * 1000 / rate)
            end
            redis.call('HSET', KEYS[1], 'tokens', tokens - wanted, 'at', now)
            redis.call('PEXPIRE', KEYS[1], 10000)
            redis.call('ZADD', KEYS[2], now + tonumber(ARGV[5]), ARGV[4])
            redis.call('PEXPIRE', KEYS[2], ARGV[5])
            return 0
            """, Long.class);

    private final StringRedisTemplate redis;
    private final SendingSettings settings;
    private final List<String> keys;
    private final Semaphore connections;
    private final AtomicLong aloneUntil = new AtomicLong(System.nanoTime());

    SendingGate(StringRedisTemplate redis, SendingSettings settings) {
        this.redis = redis;
        this.settings = settings;
        var name = "{" + settings.queue() + "}";
        this.keys = List.of(name + ":rate", name + ":calls", name + ":pause");
        this.connections = new Semaphore(settings.connections());
    }

    /** Leave to make one request, to be given back after it. */
    final class Pass {

        private final String id = UUID.randomUUID().toString();

        void leave() {
            connections.release();
            try {
                redis.opsForZSet().remove(keys.get(1), id);
            } catch (DataAccessException e) {
                log.debug("Redis forgets this request by itself", e);
            }
        }
    }

    /** Waits until a request with so many messages may be made. */
    Pass enter(int messages) throws InterruptedException {
        connections.acquire();
        var pass = new Pass();
        try {
            while (true) {
                var wait = ask(pass, messages);
                if (wait <= 0) {
                    return pass;
                }
                TimeUnit.MILLISECONDS.sleep(Math.min(wait, 1000));
            }
        } catch (InterruptedException | RuntimeException e) {
            pass.leave();
            throw e;
        }
    }

    private long ask(Pass pass, int messages) {
        try {
            var wait = redis.execute(
                    ENTER,
                    keys,
                    Integer.toString(messages),
                    Integer.toString(settings.rate() - SendingSettings.CHUNK),
                    Integer.toString(settings.connections()),
                    pass.id,
                    Long.toString(settings.lease().toMillis()),
                    Integer.toString(SendingSettings.CHUNK));
            return wait == null ? 0 : wait;
        } catch (DataAccessException e) {
            log.debug("This node counts for itself", e);
            return alone(messages);
        }
    }

    /** One request after another, at a node's part of the rate. */
    private long alone(int messages) {
        var now = System.nanoTime();
        var takes = TimeUnit.SECONDS.toNanos(messages) * NODES_ASSUMED / settings.rate();
        var free = aloneUntil.getAndUpdate(until -> until - now > 0 ? until : now + takes);
        return free - now > 0 ? TimeUnit.NANOSECONDS.toMillis(free - now) + 1 : 0;
    }

    /** Expo wants to be left in peace: nobody sends for so long. */
    void pause(Duration time) {
        try {
            redis.opsForValue().set(keys.get(2), "", time);
        } catch (DataAccessException e) {
            log.debug("Other nodes find out by themselves", e);
            LockSupport.parkNanos(Math.min(time.toNanos(), TimeUnit.SECONDS.toNanos(5)));
        }
    }
}
