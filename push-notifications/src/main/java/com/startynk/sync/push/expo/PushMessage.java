package com.startynk.sync.push.expo;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonRawValue;
import org.jspecify.annotations.Nullable;

/**
 * One message to one phone, as Expo takes it.
 *
 * @param to the push token
 * @param data JSON, with {@code notificationId} among its members
 * @param ttl seconds for which the phone may be out of reach
 * @param priority {@code default} or {@code high}
 * @param collapseId a later message of the same id takes the place of one on its way
 * @param tag the same for one that is shown already, on Android
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record PushMessage(
        String to,
        String title,
        String body,
        @JsonRawValue String data,
        long ttl,
        String priority,
        String sound,
        long badge,
        @Nullable String interruptionLevel,
        String collapseId,
        String tag) {

    @Override
    public String toString() {
        return "PushMessage[" + collapseId + "]";
    }
}
