package com.startynk.sync.push.notification;

import com.startynk.sync.platform.http.QueryParameters;
import com.startynk.sync.protocol.Caller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;

/** The REST twins of {@code notification.getNotifications} and {@code notification.markAsRead}. */
@RestController
class NotificationController {

    private final NotificationLog log;

    NotificationController(NotificationLog log) {
        this.log = log;
    }

    @GetMapping("/api/v1/notifications")
    NotificationLog.Page list(QueryParameters input, Caller caller) {
        return log.list(NotificationsQuery.read(input), caller);
    }

    @PostMapping("/api/v1/notifications/read")
    NotificationLog.Marked markAsRead(@RequestBody JsonNode input, Caller caller) {
        return log.mark(ReadMarks.read(input), caller);
    }
}
