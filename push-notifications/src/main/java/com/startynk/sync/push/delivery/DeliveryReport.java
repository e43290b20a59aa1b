package com.startynk.sync.push.delivery;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What has become of a notification, device by device. */
public record DeliveryReport(String notificationId, String status, List<Line> devices) {

    /**
     * One message.
     *
     * @param state {@code QUEUED}, {@code SENDING}, {@code ACCEPTED} (Expo has it), {@code DELIVERED} (Apple or Google have it),
     *     {@code FAILED}, {@code UNKNOWN} or {@code SKIPPED}: then
     *     {@code error} is {@code SEEN}, {@code READ}, {@code CAPPED} or {@code MUTED}
     * @param tries requests to Expo that it was in
     * @param notBefore when it is tried next, while it is queued
     * @param acceptedAt when Expo gave the ticket
     * @param latencyMs from its making to the ticket
     */
    public record Line(
            String deviceId,
            String state,
            int tries,
            Instant queuedAt,
            @Nullable Instant notBefore,
            @Nullable Instant acceptedAt,
            @Nullable Long latencyMs,
            @Nullable String ticket,
            @Nullable Instant receiptAt,
            @Nullable String error) {}
}
