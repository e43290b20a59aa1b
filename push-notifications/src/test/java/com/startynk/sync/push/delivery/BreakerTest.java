package com.startynk.sync.push.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import com.startynk.sync.embedded.EmbeddedStack;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.data.redis.connection.RedisStandaloneConfiguration;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;
import org.springframework.data.redis.core.StringRedisTemplate;

/** Two nodes of an installation, on one Redis. */
class BreakerTest {

    private static final Duration BREAK = Duration.ofMinutes(1);

    private final String queue = "test:" + UUID.randomUUID();
    private final LettuceConnectionFactory redis = connection();

    /** Ahead by hours: what nodes tell each other is a length of time. */
    private final Instant hoursLater = Instant.now().plus(Duration.ofHours(5));

    @BeforeEach
    void connect() {
        redis.afterPropertiesSet();
        redis.start();
    }

    @AfterEach
    void disconnect() {
        redis.destroy();
    }

    @Test
    void stopsAllNodesWhenOneIsRefused() {
        var one = node(Clock.systemUTC());
        var other = node(Clock.fixed(hoursLater, ZoneOffset.UTC));

        one.open(Breaker.EVERYTHING, "UNAUTHORIZED");

        assertThat(one.isOpen(Breaker.EVERYTHING)).isTrue();
        assertThat(other.isOpen(Breaker.EVERYTHING)).isTrue();
        assertThat(other.closedFrom(Breaker.EVERYTHING)).isBetween(hoursLater.plusSeconds(30), hoursLater.plus(BREAK));
        assertThat(other.isOpen("android")).isFalse();
    }

    @Test
    void stopsOnePlatformOnAllNodes() {
        node(Clock.systemUTC()).open("ios", "InvalidCredentials");

        var other = node(Clock.systemUTC());

        assertThat(other.isOpen("ios")).isTrue();
        assertThat(other.isOpen("android")).isFalse();
        assertThat(other.isOpen(Breaker.EVERYTHING)).isFalse();
        assertThat(other.open()).isEqualTo(1);
    }

    private Breaker node(Clock clock) {
        return new Breaker(new StringRedisTemplate(redis), queue, BREAK, clock);
    }

    private static LettuceConnectionFactory connection() {
        var redis = EmbeddedStack.shared().redis();
        var settings = new RedisStandaloneConfiguration(redis.host(), redis.port());
        settings.setPassword(redis.password());
        return new LettuceConnectionFactory(settings);
    }
}
