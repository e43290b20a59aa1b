package com.startynk.sync.platform.redis;

import io.lettuce.core.ClientOptions.DisconnectedBehavior;
import org.springframework.boot.data.redis.autoconfigure.LettuceClientOptionsBuilderCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Redis holds caches and hints, so that a call without it is better than a call that waits for it. */
@Configuration(proxyBeanMethods = false)
public class RedisConfiguration {

    /** While Redis is away commands fail at once; the default would queue them until their time-out. */
    @Bean
    LettuceClientOptionsBuilderCustomizer failWhileDisconnected() {
        return options -> options.disconnectedBehavior(DisconnectedBehavior.REJECT_COMMANDS);
    }
}
