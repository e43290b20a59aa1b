package com.startynk.sync.push;

import com.startynk.sync.platform.database.MigrationSet;
import com.startynk.sync.push.figures.FigureConfiguration;
import com.startynk.sync.push.notification.NotificationConfiguration;
import com.startynk.sync.push.retention.NotificationRetentionConfiguration;
import com.startynk.sync.push.token.PushTokenConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/** Push tokens and the notification log. Needs the service platform beside it. */
@Configuration(proxyBeanMethods = false)
@Import({
    PushTokenConfiguration.class,
    NotificationConfiguration.class,
    FigureConfiguration.class,
    NotificationRetentionConfiguration.class
})
public class PushNotificationsConfiguration {

    @Bean
    static MigrationSet pushTables() {
        return new MigrationSet("push", "classpath:db/push");
    }
}
