package com.startynk.sync.push.delivery;

import com.startynk.sync.protocol.notification.NotificationAnnouncement;
import com.startynk.sync.push.notification.NotificationRows;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.data.redis.core.StringRedisTemplate;
import tools.jackson.databind.json.JsonMapper;

/** Tells the gateways what has come into a person's list, so that open sockets hear of it. */
final class NotificationAnnouncer {

    private static final Logger log = LoggerFactory.getLogger(NotificationAnnouncer.class);

    private final NotificationRows notifications;
    private final StringRedisTemplate redis;
    private final JsonMapper json;
    private final AtomicBoolean tellsInVain = new AtomicBoolean();

    NotificationAnnouncer(NotificationRows notifications, StringRedisTemplate redis, JsonMapper json) {
        this.notifications = notifications;
        this.redis = redis;
        this.json = json;
    }

    /**
     * Tells of notifications.
     *
     * @param users whose each is, by its id
     */
    void tell(Map<String, String> users) {
        try {
            for (var notification : notifications.find(users.keySet())) {
                var message = new NotificationAnnouncement(
                        Objects.requireNonNull(users.get(notification.id())),
                        notification.id(),
                        json.writeValueAsString(notification));
                redis.convertAndSend(NotificationAnnouncement.CHANNEL, json.writeValueAsString(message));
                tellsInVain.set(false);
            }
        } catch (DataAccessException e) {
            // The list has them. An outage of an hour is one line and not one a notification.
            if (!tellsInVain.getAndSet(true)) {
                log.warn("Sockets could not be told of notifications, trying again with the next: {}", e.getMessage());
            }
        }
    }
}
