package com.startynk.sync.query.platform;

import io.lettuce.core.LettuceFutures;
import io.lettuce.core.RedisException;
import io.lettuce.core.RedisFuture;
import io.lettuce.core.cluster.api.async.RedisClusterAsyncCommands;
import java.time.Duration;
import java.util.Collection;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.data.redis.core.RedisCallback;
import org.springframework.data.redis.core.StringRedisTemplate;

/**
 * Redis as something that may be away: an outage costs one time-out a second, not one a call. Before it is used again, and at
 * the first use, {@code onReturn} runs; what must not have been missed meanwhile is put right there.
 */
public final class RedisBreaker {

    private static final Logger LOG = LoggerFactory.getLogger(RedisBreaker.class);
    private static final Duration PAUSE = Duration.ofSeconds(1);
    private static final Duration PATIENCE = Duration.ofSeconds(1);

    private final StringRedisTemplate redis;
    private final Commands onReturn;
    private final ReentrantLock trial = new ReentrantLock();
    private volatile boolean usable;
    private volatile boolean failed;
    private volatile long retryNanos = System.nanoTime();

    /** Commands that go out together, on the connection that everybody shares, in their order. */
    public interface Commands {

        /** Sends them and answers their futures. */
        Collection<? extends RedisFuture<?>> send(RedisClusterAsyncCommands<byte[], byte[]> redis);
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

    /** Returns once the commands are done. Does nothing when Redis is away. */
    public void tell(Commands commands) {
        begin(commands).await();
    }

    /** Commands that are under way. */
    public interface Sent {

        /** Returns once they are done, or Redis has turned out to be away. */
        void await();
    }

    /** The same, but what the caller does next takes its time meanwhile. Does nothing when Redis is away. */
    public Sent begin(Commands commands) {
        if (usable || tryAgain()) {
            try {
                var futures = send(commands).toArray(RedisFuture<?>[]::new);
                return () -> finish(futures);
            } catch (DataAccessException | RedisException e) {
                trip(e);
            }
        }
        return () -> {};
    }

    private void finish(RedisFuture<?>[] futures) {
        try {
            await(futures);
        } catch (RedisException e) {
            trip(e);
        }
    }

    /** Returns before the commands are done; they are done before any that come later. Does nothing when Redis is away. */
    public void tellLater(Commands commands) {
        if (usable || tryAgain()) {
            try {
                send(commands)
                        .forEach(future -> future.whenComplete((answer, failure) -> {
                            if (failure != null) {
                                trip(failure);
                            }
                        }));
            } catch (DataAccessException | RedisException e) {
                trip(e);
            }
        }
    }

    /** Whether the last use went well, or there was none yet. */
    public boolean isHealthy() {
        return !failed;
    }

    private void awaitAll(Commands commands) {
        await(send(commands).toArray(RedisFuture<?>[]::new));
    }

    private static void await(RedisFuture<?>[] futures) {
        if (!LettuceFutures.awaitAll(PATIENCE.toMillis(), TimeUnit.MILLISECONDS, futures)) {
            throw new RedisException("no answer within " + PATIENCE);
        }
    }

    /** Spring's pipelines would open a connection each time. */
    private Collection<? extends RedisFuture<?>> send(Commands commands) {
        Collection<? extends RedisFuture<?>> futures =
                redis.execute((RedisCallback<Collection<? extends RedisFuture<?>>>)
                        connection -> commands.send(asyncCommands(connection.getNativeConnection())));
        if (futures == null) {
            throw new IllegalStateException("the commands answered no futures");
        }
        return futures;
    }

    @SuppressWarnings("unchecked") // Spring's factory makes connections of bytes and nothing else
    private static RedisClusterAsyncCommands<byte[], byte[]> asyncCommands(@Nullable Object nativeConnection) {
        if (nativeConnection instanceof RedisClusterAsyncCommands<?, ?> commands) {
            return (RedisClusterAsyncCommands<byte[], byte[]>) commands;
        }
        throw new IllegalStateException("Redis is not reached through Lettuce");
    }

    private boolean tryAgain() {
        if (System.nanoTime() - retryNanos < 0 || !trial.tryLock()) {
            return false;
        }
        try {
            if (!usable) {
                awaitAll(onReturn);
                if (failed) {
                    LOG.info("Redis is back");
                }
                failed = false;
                usable = true;
            }
            return true;
        } catch (DataAccessException | RedisException e) {
            trip(e);
            return false;
        } finally {
            trial.unlock();
        }
    }

    private void trip(Throwable cause) {
        retryNanos = System.nanoTime() + PAUSE.toNanos();
        usable = false;
        if (!failed) {
            failed = true;
            LOG.warn("Redis is out of reach; going on without it: {}", cause.toString());
        }
    }
}
