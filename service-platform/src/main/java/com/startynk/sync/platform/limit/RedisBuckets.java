package com.startynk.sync.platform.limit;

import io.github.bucket4j.TimeMeter;
import io.github.bucket4j.VerboseResult;
import io.github.bucket4j.distributed.ExpirationAfterWriteStrategy;
import io.github.bucket4j.distributed.proxy.AsyncProxyManager;
import io.github.bucket4j.redis.lettuce.Bucket4jLettuce;
import io.lettuce.core.RedisClient;
import io.lettuce.core.api.StatefulConnection;
import io.lettuce.core.cluster.RedisClusterClient;
import io.lettuce.core.codec.ByteArrayCodec;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.springframework.data.redis.connection.RedisConnectionFactory;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;

/** The buckets that all nodes share, over a connection of its own. */
final class RedisBuckets implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(1);

    /** Longer than it takes to be full again, since nodes' clocks differ. */
    private static final Duration KEPT_WHEN_FULL = Duration.ofSeconds(10);

    private final StatefulConnection<byte[], byte[]> connection;
    private final AsyncProxyManager<byte[]> buckets;
    private final String prefix;

    private RedisBuckets(
            StatefulConnection<byte[], byte[]> connection,
            Bucket4jLettuce.LettuceBasedProxyManagerBuilder<byte[]> buckets,
            String prefix,
            TimeMeter time) {
        this.connection = connection;
        this.prefix = prefix;
        this.buckets = buckets.expirationAfterWrite(
                        ExpirationAfterWriteStrategy.basedOnTimeForRefillingBucketUpToMax(KEPT_WHEN_FULL))
                .requestTimeout(PATIENCE)
                .clientClock(time)
                .build()
                .asAsync();
    }

    /**
     * Connects to a Redis, or to a Redis cluster.
     *
     * @throws io.lettuce.core.RedisException when there is none
     */
    static RedisBuckets connect(RedisConnectionFactory redis, String prefix, TimeMeter time) {
        if (!(redis instanceof LettuceConnectionFactory lettuce)) {
            throw new IllegalStateException("limits need Lettuce, found " + redis.getClass());
        }
        var client = lettuce.getRequiredNativeClient();
        if (client instanceof RedisClusterClient cluster) {
            var connection = cluster.connect(ByteArrayCodec.INSTANCE);
            return new RedisBuckets(connection, Bucket4jLettuce.casBasedBuilder(connection), prefix, time);
        }
        var connection = ((RedisClient) client).connect(ByteArrayCodec.INSTANCE);
        return new RedisBuckets(connection, Bucket4jLettuce.casBasedBuilder(connection), prefix, time);
    }

    /** Takes what a node has given away already, and answers what is left; below zero when too much was given away. */
    CompletableFuture<Long> take(SharedBucket bucket, long tokens) {
        var remote = buckets.builder()
                .build(
                        (prefix + bucket.key()).getBytes(StandardCharsets.UTF_8),
                        () -> CompletableFuture.completedFuture(bucket.rate().configuration()))
                .asVerbose();
        return tokens == 0
                ? remote.getAvailableTokens().thenApply(VerboseResult::getValue)
                : remote.consumeIgnoringRateLimits(tokens)
                        .thenApply(taken -> taken.getState().getAvailableTokens());
    }

    @Override
    public void close() {
        connection.close();
    }
}
