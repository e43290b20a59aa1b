package com.startynk.sync.push;

import com.startynk.sync.platform.database.MigrationSet;
import com.startynk.sync.push.announcement.AnnouncementConfiguration;
import com.startynk.sync.push.delivery.DeliveryConfiguration;
import com.startynk.sync.push.figures.FigureConfiguration;
import com.startynk.sync.push.manager.ManagerConfiguration;
import com.startynk.sync.push.notification.NotificationConfiguration;
import com.startynk.sync.push.preference.PreferenceConfiguration;
import com.startynk.sync.push.retention.NotificationRetentionConfiguration;
import com.startynk.sync.push.rule.RuleConfiguration;
import com.startynk.sync.push.token.PushTokenConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/** Push tokens, the notification log, and the way from there to phones. Needs the service platform and an
 * {@link com.startynk.sync.catalog.EntityCatalog} beside it. */
@Configuration(proxyBeanMethods = false)
@Import({
    PushTokenConfiguration.class,
    NotificationConfiguration.class,
    FigureConfiguration.class,
    NotificationRetentionConfiguration.class,
    DeliveryConfiguration.class,
    AnnouncementConfiguration.class,
    ManagerConfiguration.class,
    RuleConfiguration.class,
    PreferenceConfiguration.class
})
public class PushNotificationsConfiguration {

    @Bean
    static MigrationSet pushTables() {
        return new MigrationSet("push", "classpath:db/push");
    }
}
