package com.startynk.sync.platform.limit;

import com.startynk.sync.platform.failure.FailureWriter;
import com.startynk.sync.platform.http.HttpSettings;
import com.startynk.sync.platform.identity.RequestGate;
import com.startynk.sync.platform.session.Revocations;
import io.github.bucket4j.TimeMeter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.data.redis.connection.RedisConnectionFactory;

/** Limits of every service. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(LimitSettings.class)
public class LimitConfiguration {

    /** After it is known who calls: from strangers little is taken. */
    private static final int AFTER_SECURITY = 0;

    /** What nodes share is reckoned in the time of day. */
    @Bean
    TimeMeter limitTime(Clock clock) {
        return new TimeMeter() {
            @Override
            public long currentTimeNanos() {
                return clock.millis() * 1_000_000;
            }

            @Override
            public boolean isWallClockBased() {
                return true;
            }
        };
    }

    @Bean
    BucketExchange bucketExchange(
            RedisConnectionFactory redis,
            Revocations revocations,
            LimitSettings settings,
            TimeMeter time,
            MeterRegistry meters) {
        var exchange = new BucketExchange(redis, revocations, settings.exchange(), time);
        Gauge.builder("startynk.limits.alone", exchange, alone -> alone.isAway() ? 1 : 0)
                .description("1 while limits are counted by this node alone, since Redis is out of reach")
                .register(meters);
        return exchange;
    }

    @Bean
    RateLimits rateLimits(LimitSettings settings, BucketExchange exchange, TimeMeter time, MeterRegistry meters) {
        return new RateLimits(settings, time, exchange::offer, meters);
    }

    @Bean
    Probes probes(@Value("${management.endpoints.web.base-path:/actuator}") String root) {
        return new Probes(root);
    }

    @Bean
    RequestGate rateGate(RateLimits limits, Probes probes, ObjectProvider<RequestCalls> calls) {
        return new RateGate(limits, probes, calls.orderedStream().toList());
    }

    @Bean
    FilterRegistrationBean<WorkFilter> workFilter(
            LimitSettings settings,
            HttpSettings http,
            Probes probes,
            FailureWriter failures,
            MeterRegistry meters,
            @Value("${server.tomcat.threads.max}") int threads) {
        if (settings.inFlight() + settings.arriving() >= threads) {
            throw new IllegalArgumentException("startynk.limits.in-flight and arriving together must be fewer than"
                    + " server.tomcat.threads.max, or nobody is left to refuse what is too much");
        }
        var registration = new FilterRegistrationBean<>(
                new WorkFilter(settings, http.maxRequest().toBytes(), probes, failures, meters));
        registration.setOrder(AFTER_SECURITY);
        return registration;
    }
}
