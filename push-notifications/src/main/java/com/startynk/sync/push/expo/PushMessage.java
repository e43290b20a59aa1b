package com.startynk.sync.push.expo;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonRawValue;
import org.jspecify.annotations.Nullable;

/**
 * One message to one phone, as Expo takes it.
 *
 * @param to the push token
 * @param title null for a message that shows nothing, as are the others that make a phone show something
 * @param data JSON, with {@code notificationId} among its members
 * @param ttl seconds for which the phone may be out of reach
 * @param priority {@code normal}, {@code default} or {@code high}
 * @param collapseId a later message of the same id takes the place of one on its way
 * @param tag the same for one that is shown already, on Android
 * @param contentAvailable what Apple wants of a message that shows nothing
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record PushMessage(
        String to,
        @Nullable String title,
        @Nullable String body,
        @JsonRawValue String data,
        long ttl,
        String priority,
        @Nullable String sound,
        @Nullable Long badge,
        @Nullable String interruptionLevel,
        String collapseId,
        @Nullable String tag,
        @JsonProperty("_contentAvailable") @Nullable Boolean contentAvailable) {

    /** The type of a message that shows nothing. */
    public static final String CHECK = "CHECK";

    /**
     * One of which nobody sees or hears anything; by its answer Expo says whether the phone is still there. It stands in for no other
     * message on its way.
     *
     * @param data JSON, by which the app knows what it is
     */
    public static PushMessage silent(String to, String data, long ttl) {
        return new PushMessage(to, null, null, data, ttl, "normal", null, null, null, CHECK, null, true);
    }

    @Override
    public String toString() {
        return "PushMessage[" + collapseId + "]";
    }
}
