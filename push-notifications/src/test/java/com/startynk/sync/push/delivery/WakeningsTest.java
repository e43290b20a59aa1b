package com.startynk.sync.push.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import com.startynk.sync.push.notification.NewNotification;
import com.startynk.sync.push.notification.Priority;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class WakeningsTest {

    private final Wakenings wakenings = new Wakenings(Map.of("ada", Map.of("TASKS", 3, "SYNC", 1)), 6);

    @Test
    void boundsACategoryAsItsRuleSays() {
        assertThat(wakenings.isCapped(one("TASKS", Priority.HIGH, 3))).isTrue();
        assertThat(wakenings.isCapped(one("TASKS", Priority.HIGH, 4))).isFalse();
        assertThat(wakenings.isCapped(one("SYNC", Priority.HIGH, 3))).isFalse();
        assertThat(wakenings.isCapped(one("TASKS", Priority.HIGH, null))).isFalse();
    }

    @Test
    void boundsAllCategoriesTogether() {
        wakenings.add(one("PAYROLL", Priority.NORMAL, 20));
        assertThat(wakenings.isFull("ada")).isFalse();

        wakenings.add(one("PAYROLL", Priority.NORMAL, 20));

        assertThat(wakenings.isFull("ada")).isTrue();
        assertThat(wakenings.isCapped(one("PROJECTS", Priority.NORMAL, null))).isTrue();
        assertThat(wakenings.isFull("ben")).isFalse();
    }

    @Test
    void boundsNothingThatIsCriticalAndDoesNotCountIt() {
        for (var n = 0; n < 10; n++) {
            wakenings.add(one("ALARM", Priority.CRITICAL, 1));
        }

        assertThat(wakenings.isCapped(one("ALARM", Priority.CRITICAL, 1))).isFalse();
        assertThat(wakenings.isFull("ada")).isFalse();
    }

    private static NewNotification one(String category, Priority priority, @Nullable Integer perHour) {
        return new NewNotification(
                "id", "ada", "type", category, "title", "body", "{}", null, priority, false, null, null, null, null,
                null, perHour);
    }
}
