package com.startynk.sync.push.announcement;

import com.startynk.sync.protocol.Caller;
import com.startynk.sync.push.delivery.DeliveryReport;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;

/** The ways in over REST. */
@RestController
class AnnouncementController {

    private final Announcements announcements;
    private final TestNotifications tests;

    AnnouncementController(Announcements announcements, TestNotifications tests) {
        this.announcements = announcements;
        this.tests = tests;
    }

    @PostMapping("/api/v1/notifications/test")
    TestNotifications.Answer test(@RequestBody JsonNode input, Caller caller) {
        return tests.send(input, caller);
    }

    @PostMapping("/api/v1/notifications")
    @ResponseStatus(HttpStatus.CREATED)
    Announcements.Answer announce(@RequestBody JsonNode input, Caller caller) {
        return announcements.announce(input, caller);
    }

    @GetMapping("/api/v1/notifications/{id}/deliveries")
    DeliveryReport report(@PathVariable String id, Caller caller) {
        return announcements.report(id, caller);
    }

    @DeleteMapping("/api/v1/notifications/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void cancel(@PathVariable String id, Caller caller) {
        announcements.cancel(id, caller);
    }
}
