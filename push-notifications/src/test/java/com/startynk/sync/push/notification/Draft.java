package com.startynk.sync.push.notification;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A notification in the making: an ordinary one of no change and for now, but for what is said of it. */
public record Draft(
        String id,
        String userId,
        String type,
        String category,
        String title,
        String body,
        String data,
        Priority priority,
        boolean once,
        @Nullable String change,
        @Nullable Integer perHour) {

    public static Draft to(String userId) {
        return new Draft(
                UUID.randomUUID().toString(),
                userId,
                "TEST",
                "TEST",
                "Storm",
                "Secure the crane",
                "{}",
                Priority.NORMAL,
                false,
                null,
                null);
    }

    /** As managers are told of one. */
    public static Draft ofAConflict(String manager) {
        return to(manager)
                .of("conflict.waits", "SYNC")
                .saying("Decide", "One field waits")
                .urgentAs(Priority.HIGH)
                .wakingAnHour(20);
    }

    public Draft as(String otherId) {
        return new Draft(otherId, userId, type, category, title, body, data, priority, once, change, perHour);
    }

    public Draft of(String ofType, String ofCategory) {
        return new Draft(id, userId, ofType, ofCategory, title, body, data, priority, once, change, perHour);
    }

    public Draft saying(String newTitle, String newBody) {
        return new Draft(id, userId, type, category, newTitle, newBody, data, priority, once, change, perHour);
    }

    public Draft with(String json) {
        return new Draft(id, userId, type, category, title, body, json, priority, once, change, perHour);
    }

    public Draft urgentAs(Priority other) {
        return new Draft(id, userId, type, category, title, body, data, other, once, change, perHour);
    }

    public Draft atMostOnce(boolean atMostOnce) {
        return new Draft(id, userId, type, category, title, body, data, priority, atMostOnce, change, perHour);
    }

    public Draft tellingOf(@Nullable String aChange) {
        return new Draft(id, userId, type, category, title, body, data, priority, once, aChange, perHour);
    }

    public Draft wakingAnHour(@Nullable Integer atMost) {
        return new Draft(id, userId, type, category, title, body, data, priority, once, change, atMost);
    }

    public NewNotification made() {
        return new NewNotification(
                id, userId, type, category, title, body, data, null, priority, once, null, null, null, null, change,
                perHour, null);
    }
}
