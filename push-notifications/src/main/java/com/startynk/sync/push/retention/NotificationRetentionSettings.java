package com.startynk.sync.push.retention;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How long notifications are kept.
 *
 * @param notificationLog since a notification's time came; people look back no further, and those who were away for longer begin anew
 * @param every how often what is too old is looked for; small portions often are in nobody's way
 * @param batch how many rows one transaction deletes
 */
@ConfigurationProperties("startynk.retention")
public record NotificationRetentionSettings(
        @DefaultValue("90d") Duration notificationLog,
        @DefaultValue("1h") Duration every,
        @DefaultValue("500") int batch) {

    public NotificationRetentionSettings {
        if (notificationLog.compareTo(Duration.ofDays(1)) < 0) {
            throw new IllegalArgumentException("startynk.retention.notification-log must be a day at least");
        }
        if (batch < 1) {
            throw new IllegalArgumentException("startynk.retention.batch must be positive");
        }
    }
}
