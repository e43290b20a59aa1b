package com.startynk.sync.standalone;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Sends somebody's phones a message through a system that runs on this machine, and tells what became of it. */
final class TestNotification {

    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final long PAUSE_MILLIS = 500;

    private TestNotification() {}

    /** Whether Expo took a message for every device, and there is one. */
    static boolean send(String userId, Options options, Consumer<String> lines) {
        var key = KnownSecret.of(options.data(), System.getenv());
        return send(userId, new PublicApi(options.port(), key, JsonMapper.shared()), lines);
    }

    static boolean send(String userId, PublicApi api, Consumer<String> lines) {
        var sent = api.send("POST", "/api/v1/notifications/test", Map.of("userId", userId));
        var id = sent.get("notificationId").stringValue();
        var devices = sent.get("devices").intValue();
        if (devices == 0) {
            lines.accept("notification " + id + " wakes no phone: " + userId
                    + " has registered none, or is nobody's id. Apps register one by POST /api/v1/push-tokens;"
                    + " see docs/notifications.md.");
            return false;
        }
        lines.accept("notification " + id + " to " + devices + (devices == 1 ? " device" : " devices"));
        var report = settled(api, id);
        for (var device : report.get("devices")) {
            lines.accept(line(device));
        }
        lines.accept("status " + report.get("status").stringValue());
        return !report.get("devices").isEmpty()
                && !report.get("status").stringValue().equals("FAILED")
                && !isOpen(report);
    }

    /** Receipts of the true Expo take a quarter of an hour: the ticket is enough. */
    private static JsonNode settled(PublicApi api, String id) {
        var until = Instant.now().plus(PATIENCE);
        while (true) {
            var report = api.get("/api/v1/notifications/" + id + "/deliveries");
            if (!isOpen(report) || Instant.now().isAfter(until)) {
                return report;
            }
            try {
                TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return report;
            }
        }
    }

    private static boolean isOpen(JsonNode report) {
        return report.get("devices")
                .valueStream()
                .map(device -> device.get("state").stringValue())
                .anyMatch(state -> state.equals("QUEUED") || state.equals("SENDING"));
    }

    private static String line(JsonNode device) {
        var text = new StringBuilder("  device " + device.get("deviceId").stringValue());
        device.properties().stream()
                .filter(member -> !member.getKey().equals("deviceId")
                        && !member.getValue().isNull())
                .forEach(member -> text.append(", ")
                        .append(member.getKey())
                        .append(' ')
                        .append(member.getValue().asString()));
        return text.toString();
    }
}
