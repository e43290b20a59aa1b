package com.startynk.sync.push.figures;

import java.time.Clock;
import org.axonframework.config.ConfigurerModule;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;

/** How notifications fare. */
@Configuration(proxyBeanMethods = false)
public class FigureConfiguration {

    @Bean
    ConfigurerModule notificationFigures(JdbcClient jdbc, Clock clock) {
        var queries = new FigureQueries(new FigureRows(jdbc), clock);
        return configurer -> configurer.registerQueryHandler(axon -> queries);
    }
}
