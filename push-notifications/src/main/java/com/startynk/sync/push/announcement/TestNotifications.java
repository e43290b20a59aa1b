package com.startynk.sync.push.announcement;

import com.startynk.sync.protocol.Caller;
import com.startynk.sync.protocol.ErrorCode;
import com.startynk.sync.protocol.SyncFailure;
import com.startynk.sync.push.delivery.Outbox;
import com.startynk.sync.push.notification.NewNotification;
import com.startynk.sync.push.notification.Priority;
import com.startynk.sync.push.platform.InputObject;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.transaction.support.TransactionOperations;
import tools.jackson.databind.JsonNode;

/** Lets people see whether their phones are reached. */
final class TestNotifications {

    private static final String TYPE = "TEST";

    private final Outbox outbox;
    private final TransactionOperations transactions;

    TestNotifications(Outbox outbox, TransactionOperations transactions) {
        this.outbox = outbox;
        this.transactions = transactions;
    }

    /**
     * What was made.
     *
     * @param devices on how many of the person's devices a message goes
     */
    record Answer(String notificationId, int devices) {}

    Answer send(JsonNode node, Caller caller) {
        var input = new InputObject(node);
        var userId = input.text("userId");
        var title = input.prose("title", Announcement.MAX_TITLE);
        var body = input.prose("body", Announcement.MAX_BODY);
        if (userId != null && !Announcement.isUserId(userId)) {
            input.refuse("userId", "must be a user id");
        }
        input.requireValid();
        if (userId != null && !userId.equals(caller.userId()) && !caller.isAdmin()) {
            throw new SyncFailure(ErrorCode.FORBIDDEN, "Only admins may send to others.");
        }
        var one = notification(userId == null ? caller.userId() : userId, title, body, caller);
        var devices = Objects.requireNonNull(transactions.<Integer>execute(transaction -> outbox.putOrRefuse(one)));
        return new Answer(one.id(), devices);
    }

    private static NewNotification notification(
            String userId, @Nullable String title, @Nullable String body, Caller caller) {
        return new NewNotification(
                UUID.randomUUID().toString(),
                userId,
                TYPE,
                TYPE,
                title == null || title.isBlank() ? "StarTynk" : title,
                body == null || body.isBlank() ? "This phone is reached." : body,
                "{}",
                null,
                Priority.HIGH,
                false,
                null,
                caller.userId(),
                null,
                null);
    }
}
