package com.startynk.sync.push.preference;

import com.startynk.sync.push.delivery.PushPolicy;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What people want, and its way in. */
@Configuration(proxyBeanMethods = false)
@Import(PreferenceController.class)
public class PreferenceConfiguration {

    @Bean
    PreferenceRows preferenceRows(JdbcClient jdbc) {
        return new PreferenceRows(jdbc);
    }

    @Bean
    PushPolicy pushPolicy(PreferenceRows rows) {
        return new PreferredTimes(rows);
    }
}
