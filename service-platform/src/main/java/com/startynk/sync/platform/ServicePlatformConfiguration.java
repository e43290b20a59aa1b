package com.startynk.sync.platform;

import com.startynk.sync.platform.json.JsonConfiguration;
import java.time.Clock;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/** Everything of this module, for a process that holds one service or all of them. */
@Configuration(proxyBeanMethods = false)
@EnableAutoConfiguration
@Import(JsonConfiguration.class)
public class ServicePlatformConfiguration {

    @Bean
    Clock clock() {
        return Clock.systemUTC();
    }
}
