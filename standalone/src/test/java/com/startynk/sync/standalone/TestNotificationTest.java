package com.startynk.sync.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import org.junit.jupiter.api.Test;

class TestNotificationTest {

    @Test
    void saysThatAPersonHasNoPhoneAndHowOneIsRegistered() throws Exception {
        try (var server = new AnsweringServer(200, "{\"notificationId\": \"7f\", \"devices\": 0}")) {
            var lines = new ArrayList<String>();

            assertThat(TestNotification.send("admin", server.api(), lines::add)).isFalse();

            assertThat(lines)
                    .singleElement()
                    .asString()
                    .contains("admin has registered none", "POST /api/v1/push-tokens", "docs/notifications.md");
        }
    }
}
