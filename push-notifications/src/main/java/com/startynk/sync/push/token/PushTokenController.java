package com.startynk.sync.push.token;

import com.startynk.sync.protocol.Caller;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;

/** The REST twin of {@code notification.registerPushToken}. */
@RestController
class PushTokenController {

    private final PushTokens tokens;

    PushTokenController(PushTokens tokens) {
        this.tokens = tokens;
    }

    @PostMapping("/api/v1/push-tokens")
    PushTokens.Answer register(@RequestBody JsonNode input, Caller caller) {
        return tokens.register(input, caller);
    }
}
