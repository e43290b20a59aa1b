package com.startynk.sync.query.platform;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.data.redis.connection.RedisConnection;
import org.springframework.data.redis.core.RedisCallback;
import org.springframework.data.redis.core.StringRedisTemplate;

/**
 * Redis as something that may be away: an outage costs one time-out a second, not one a call. Before it is used again, and at
 * the first use, {@code onReturn} runs; what must not have been missed meanwhile is put right there.
 */
public final class RedisBreaker {

    private static final Logger LOG = LoggerFactory.getLogger(RedisBreaker.class);
    private static final Duration PAUSE = Duration.ofSeconds(1);

    private final StringRedisTemplate redis;
    private final Commands onReturn;
    private final ReentrantLock trial = new ReentrantLock();
    private volatile boolean usable;
    private volatile boolean failed;
    private volatile long retryNanos = System.nanoTime();

    /** Commands whose answers nobody reads. */
    public interface Commands {
        void send(RedisConnection connection);
    }

    public RedisBreaker(StringRedisTemplate redis, Commands onReturn) {
        this.redis = redis;
        this.onReturn = onReturn;
    }

    /** Runs commands; empty when Redis is away, or when they answer nothing. */
    public <T> Optional<T> ask(RedisCallback<T> commands) {
        if (!usable && !tryAgain()) {
            return Optional.empty();
        }
        try {
            return Optional.ofNullable(redis.execute(commands));
        } catch (DataAccessException e) {
            trip(e);
            return Optional.empty();
        }
    }

    /** Runs commands in one exchange, their answers unread. Does nothing when Redis is away. */
    public void tell(Commands commands) {
        if (!usable && !tryAgain()) {
            return;
        }
        try {
            send(commands);
        } catch (DataAccessException e) {
            trip(e);
        }
    }

    /** Whether the last use went well, or there was none yet. */
    public boolean isHealthy() {
        return !failed;
    }

    /** The template takes no callback that answers nothing, and in a pipeline no answer. */
    @SuppressWarnings("NullAway")
    private void send(Commands commands) {
        redis.executePipelined((RedisCallback<?>) connection -> {
            commands.send(connection);
            return null;
        });
    }

    private boolean tryAgain() {
        if (System.nanoTime() - retryNanos < 0 || !trial.tryLock()) {
            return false;
        }
        try {
            if (!usable) {
                send(onReturn);
                if (failed) {
                    LOG.info("Redis is back");
                }
                failed = false;
                usable = true;
            }
            return true;
        } catch (DataAccessException e) {
            trip(e);
            return false;
        } finally {
            trial.unlock();
        }
    }

    private void trip(DataAccessException e) {
        retryNanos = System.nanoTime() + PAUSE.toNanos();
        usable = false;
        if (!failed) {
            failed = true;
            LOG.warn(
                    "Redis is out of reach; going on without it: {}",
                    e.getMostSpecificCause().toString());
        }
    }
}
