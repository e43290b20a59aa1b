package com.startynk.sync.platform;

import com.startynk.sync.platform.axon.AxonConfiguration;
import com.startynk.sync.platform.database.DatabaseConfiguration;
import com.startynk.sync.platform.encryption.EncryptionConfiguration;
import com.startynk.sync.platform.failure.FailureConfiguration;
import com.startynk.sync.platform.http.HttpConfiguration;
import com.startynk.sync.platform.identity.IdentityConfiguration;
import com.startynk.sync.platform.json.JsonConfiguration;
import com.startynk.sync.platform.limit.LimitConfiguration;
import com.startynk.sync.platform.redis.RedisConfiguration;
import com.startynk.sync.platform.session.SessionConfiguration;
import com.startynk.sync.platform.trpc.TrpcConfiguration;
import java.time.Clock;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.flyway.autoconfigure.FlywayAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/** Everything of this module, for a process that holds one service or all of them. */
@Configuration(proxyBeanMethods = false)
@EnableAutoConfiguration(exclude = FlywayAutoConfiguration.class)
@Import({
    JsonConfiguration.class,
    FailureConfiguration.class,
    HttpConfiguration.class,
    IdentityConfiguration.class,
    SessionConfiguration.class,
    LimitConfiguration.class,
    TrpcConfiguration.class,
    DatabaseConfiguration.class,
    EncryptionConfiguration.class,
    RedisConfiguration.class,
    AxonConfiguration.class
})
public class ServicePlatformConfiguration {

    @Bean
    Clock clock() {
        return Clock.systemUTC();
    }
}
