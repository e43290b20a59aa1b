package com.startynk.sync.push;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** What people find in their lists and on their phones. */
final class Told {

    private Told() {}

    /** Registers a token of this kind: by it Expo's stand-in knows what to do. */
    static String register(Phone phone, String kind) {
        var token = "ExponentPushToken[" + kind + "-" + UUID.randomUUID() + "]";
        register(phone, token, Map.of());
        return token;
    }

    static String register(Phone phone, Map<String, Object> more) {
        var token = "ExponentPushToken[ok-" + UUID.randomUUID() + "]";
        register(phone, token, more);
        return token;
    }

    static void register(Phone phone, String token, Map<String, Object> more) {
        var input = new HashMap<String, Object>(more);
        input.put("token", token);
        input.put("platform", "android");
        assertThat(phone.post("/api/v1/push-tokens", input).status()).isEqualTo(200);
    }

    static JsonNode test(Phone phone, Map<String, Object> input) {
        var answer = phone.post("/api/v1/notifications/test", input);
        assertThat(answer.status()).as(answer.body().toString()).isEqualTo(200);
        return answer.body();
    }

    static JsonNode page(Phone phone) {
        return phone.get("/api/v1/notifications").body();
    }

    static List<JsonNode> list(Phone phone) {
        return page(phone).get("items").valueStream().toList();
    }

    static List<JsonNode> of(Phone phone, String type) {
        return list(phone).stream()
                .filter(one -> one.get("type").stringValue().equals(type))
                .toList();
    }

    static List<JsonNode> sentTo(String token) {
        return RunningService.expo().taken().stream()
                .flatMap(taken -> taken.messages().stream())
                .filter(message -> message.get("to").stringValue().equals(token))
                .toList();
    }

    static @Nullable String status(Phone phone, String id) {
        return list(phone).stream()
                .filter(one -> one.get("id").stringValue().equals(id))
                .map(one -> one.get("status").stringValue())
                .findFirst()
                .orElse(null);
    }

    /** What the phone shows; what it shows nothing of is the matter of {@link TokenCheckTest}. */
    static List<JsonNode> messages(String token) {
        return sentTo(token).stream().filter(message -> message.has("title")).toList();
    }
}
