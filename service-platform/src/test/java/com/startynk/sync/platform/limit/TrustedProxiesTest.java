package com.startynk.sync.platform.limit;

import static org.assertj.core.api.Assertions.assertThat;

import com.startynk.sync.platform.RunningPlatform;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Two requests without a token an address: whose they are, a proxy may say that is named and no other. */
class TrustedProxiesTest {

    @Test
    void aNamedProxyIsBelievedAboutWhoCalls() {
        for (var named : List.of("127.0.0.1", "10.0.0.9, 127.0.0.0/8")) {
            try (var platform = start(Map.of("TRUSTED_PROXIES", named))) {
                assertThat(statuses(platform, "203.0.113.1", 3)).containsExactly(401, 401, 429);
                assertThat(statuses(platform, "203.0.113.2", 1)).containsExactly(401);
            }
        }
    }

    @Test
    void nobodyElseIs() {
        for (var settings : List.of(Map.<String, String>of(), Map.of("TRUSTED_PROXIES", "10.0.0.9, ::1"))) {
            try (var platform = start(settings)) {
                assertThat(statuses(platform, "203.0.113.1", 2)).containsExactly(401, 401);
                assertThat(statuses(platform, "203.0.113.2", 1)).containsExactly(429);
            }
        }
    }

    private static RunningPlatform start(Map<String, String> settings) {
        var all = new HashMap<>(settings);
        all.put("startynk.limits.anonymous-requests", "2");
        return RunningPlatform.start(all);
    }

    private static List<Integer> statuses(RunningPlatform platform, String claimed, int times) {
        return java.util.stream.IntStream.range(0, times)
                .mapToObj(n -> platform.send(platform.bare("/api/v1/me").header("X-Forwarded-For", claimed))
                        .status())
                .toList();
    }
}
