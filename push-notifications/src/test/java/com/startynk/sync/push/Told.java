package com.startynk.sync.push;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import tools.jackson.databind.JsonNode;

/** What people find in their lists and on their phones. */
final class Told {

    private Told() {}

    static String register(Phone phone, Map<String, Object> more) {
        var token = "ExponentPushToken[ok-" + UUID.randomUUID() + "]";
        var input = new HashMap<>(more);
        input.put("token", token);
        input.put("platform", "android");
        assertThat(phone.post("/api/v1/push-tokens", input).status()).isEqualTo(200);
        return token;
    }

    static List<JsonNode> list(Phone phone) {
        return phone.get("/api/v1/notifications")
                .body()
                .get("items")
                .valueStream()
                .toList();
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
}
