package com.startynk.sync.push.announcement;

import com.startynk.sync.protocol.Caller;
import com.startynk.sync.protocol.ErrorCode;
import com.startynk.sync.protocol.SyncFailure;
import com.startynk.sync.push.delivery.DeliveryReport;
import com.startynk.sync.push.delivery.Outbox;
import com.startynk.sync.push.notification.NewNotification;
import com.startynk.sync.push.notification.NotificationRows;
import com.startynk.sync.push.notification.Priority;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.regex.Pattern;
import org.springframework.transaction.support.TransactionOperations;
import tools.jackson.databind.JsonNode;

/** What managers and admins tell people, and take back while it has not been told. */
final class Announcements {

    /** People in one transaction. */
    private static final int STEP = 500;

    private static final Pattern ID = Pattern.compile("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}");

    private final Outbox outbox;
    private final NotificationRows notifications;
    private final ProjectPeople projects;
    private final TransactionOperations transactions;
    private final Clock clock;

    Announcements(
            Outbox outbox,
            NotificationRows notifications,
            ProjectPeople projects,
            TransactionOperations transactions,
            Clock clock) {
        this.outbox = outbox;
        this.notifications = notifications;
        this.projects = projects;
        this.transactions = transactions;
        this.clock = clock;
    }

    record Answer(List<String> notificationIds) {}

    Answer announce(JsonNode input, Caller caller) {
        requireManager(caller);
        var announcement = Announcement.read(input, clock.instant());
        var some = people(announcement, caller).stream()
                .map(userId -> notification(announcement, userId, caller))
                .toList();
        for (var from = 0; from < some.size(); from += STEP) {
            var step = some.subList(from, Math.min(from + STEP, some.size()));
            transactions.executeWithoutResult(transaction -> outbox.put(step));
        }
        return new Answer(some.stream().map(NewNotification::id).toList());
    }

    private Collection<String> people(Announcement announcement, Caller caller) {
        var userIds = announcement.userIds();
        return userIds == null
                ? new ArrayList<>(projects.of(Objects.requireNonNull(announcement.projectId()), caller))
                : userIds;
    }

    private static NewNotification notification(Announcement announcement, String userId, Caller caller) {
        return new NewNotification(
                UUID.randomUUID().toString(),
                userId,
                Announcement.TYPE,
                Announcement.TYPE,
                announcement.title(),
                announcement.body(),
                "{}",
                null,
                Priority.HIGH,
                false,
                null,
                caller.userId(),
                announcement.scheduledFor(),
                null);
    }

    /** Admins cancel any, managers those that they have made. */
    void cancel(String id, Caller caller) {
        requireManager(caller);
        var key = ID.matcher(id).matches() ? id : "";
        transactions.executeWithoutResult(transaction -> {
            if (!notifications.isThere(key, caller.isAdmin() ? null : caller.userId())) {
                throw new SyncFailure(ErrorCode.NOT_FOUND, "There is no such notification.");
            }
            if (!notifications.cancel(key, clock.instant())) {
                throw new SyncFailure(ErrorCode.ALREADY_SENT, "It has been sent already.");
            }
        });
    }

    /** How one has fared: for admins, and for managers of what they have made. */
    DeliveryReport report(String id, Caller caller) {
        requireManager(caller);
        var key = ID.matcher(id).matches() ? id : "";
        var report = notifications.isThere(key, caller.isAdmin() ? null : caller.userId()) ? outbox.report(key) : null;
        if (report == null) {
            throw new SyncFailure(ErrorCode.NOT_FOUND, "There is no such notification.");
        }
        return report;
    }

    private static void requireManager(Caller caller) {
        if (!caller.managesProjects()) {
            throw new SyncFailure(ErrorCode.FORBIDDEN, "Only managers and admins may do that.");
        }
    }
}
