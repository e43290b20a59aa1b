package com.startynk.sync.push.notification;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Something that a person is to be told.
 *
 * @param id taken once: whoever makes it again has made nothing
 * @param category what people can switch off
 * @param data JSON, an object
 * @param atMostOnce whether it must rather be lost than told twice, when nobody knows what became of a call to Expo
 * @param collapseId notifications of the same take each other's place on a phone; null for those that stand alone
 * @param createdBy who may cancel it beside admins
 * @param scheduledFor null for now
 * @param reason by which those that are still to come can be taken back
 * @param change of which it tells, as {@code <entity id>:<version>}: who has seen that need not be woken
 * @param perHour how many of its category may wake a person within an hour, this one among them; null for no such bound
 * @param happenedAt when that was of which it tells, by which it has its place in the list; null for now
 */
public record NewNotification(
        String id,
        String userId,
        String type,
        String category,
        String title,
        String body,
        String data,
        @Nullable String deepLink,
        Priority priority,
        boolean atMostOnce,
        @Nullable String collapseId,
        @Nullable String createdBy,
        @Nullable Instant scheduledFor,
        @Nullable String reason,
        @Nullable String change,
        @Nullable Integer perHour,
        @Nullable Instant happenedAt) {

    /** One that tells of no change of an entity, and whose category has no bound of its own. */
    public NewNotification(
            String id,
            String userId,
            String type,
            String category,
            String title,
            String body,
            String data,
            @Nullable String deepLink,
            Priority priority,
            boolean atMostOnce,
            @Nullable String collapseId,
            @Nullable String createdBy,
            @Nullable Instant scheduledFor,
            @Nullable String reason) {
        this(
                id,
                userId,
                type,
                category,
                title,
                body,
                data,
                deepLink,
                priority,
                atMostOnce,
                collapseId,
                createdBy,
                scheduledFor,
                reason,
                null,
                null,
                null);
    }

    @Override
    public String toString() {
        return "NewNotification[" + id + " " + type + "]";
    }
}
