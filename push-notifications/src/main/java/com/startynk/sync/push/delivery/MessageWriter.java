package com.startynk.sync.push.delivery;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.startynk.sync.push.expo.PushMessage;
import com.startynk.sync.push.notification.Priority;
import com.startynk.sync.push.platform.ShortText;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Makes of a message what Expo takes. Apple and Google take 4 KiB: what is too long loses the end of its text, then its data. */
final class MessageWriter {

    /** Bytes of what goes on to the phone; some are left for what Expo puts around it. */
    private static final int LARGEST = 4096 - 256;

    private final JsonMapper json;
    private final Duration lasts;

    MessageWriter(JsonMapper json, Duration lasts) {
        this.json = json;
        this.lasts = lasts;
    }

    PushMessage write(Claimed message, long unread, Instant now) {
        return message.silent() ? silent(message) : shown(message, unread, now);
    }

    private PushMessage silent(Claimed message) {
        var data = json.createObjectNode()
                .put("notificationId", message.notificationId())
                .put("type", PushMessage.CHECK);
        return PushMessage.silent(message.token(), json.writeValueAsString(data), lasts.toSeconds());
    }

    private PushMessage shown(Claimed message, long unread, Instant now) {
        var data = data(message, true);
        if (size(message.title(), "", data) > LARGEST) {
            data = data(message, false);
        }
        var title = ShortText.inBytes(message.title(), LARGEST / 2 - json.writeValueAsBytes(data).length / 2);
        var body = ShortText.inBytes(message.body(), LARGEST - size(title, "", data));
        var important = message.priority() != Priority.NORMAL;
        var collapseId = collapseId(message);
        return new PushMessage(
                message.token(),
                title,
                body,
                json.writeValueAsString(data),
                Math.max(
                        60,
                        lasts.minus(Duration.between(message.queuedAt(), now)).toSeconds()),
                important ? "high" : "default",
                "default",
                unread,
                interruption(message.priority()),
                collapseId,
                collapseId,
                null);
    }

    /** A message that goes out twice, for no answer came, takes its own place on the phone. */
    private static String collapseId(Claimed message) {
        var given = message.collapseId();
        return given == null ? message.notificationId() : given;
    }

    private static @Nullable String interruption(Priority priority) {
        return priority == Priority.CRITICAL ? "time-sensitive" : null;
    }

    private ObjectNode data(Claimed message, boolean all) {
        var data = json.createObjectNode();
        if (all && json.readTree(message.data()) instanceof ObjectNode given) {
            data.setAll(given);
        }
        data.put("notificationId", message.notificationId());
        data.put("type", message.type());
        if (message.deepLink() != null && (all || message.deepLink().length() < 500)) {
            data.put("deepLink", message.deepLink());
        }
        return data;
    }

    private int size(String title, String body, ObjectNode data) {
        return title.getBytes(UTF_8).length + body.getBytes(UTF_8).length + json.writeValueAsBytes(data).length;
    }
}
