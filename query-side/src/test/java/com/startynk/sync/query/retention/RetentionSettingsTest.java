package com.startynk.sync.query.retention;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class RetentionSettingsTest {

    @Test
    void refuseToForgetWithinADay() {
        var tooShort = Duration.ofHours(23);
        var month = Duration.ofDays(30);
        assertThatThrownBy(() -> new RetentionSettings(tooShort, month, month, month, 500))
                .hasMessageContaining("startynk.retention.sync-log");
        assertThatThrownBy(() -> new RetentionSettings(month, tooShort, month, month, 500))
                .hasMessageContaining("startynk.retention.tombstones");
        assertThatThrownBy(() -> new RetentionSettings(month, month, month, month, 0))
                .hasMessageContaining("startynk.retention.batch");
    }
}
