package com.startynk.sync.push.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import com.startynk.sync.push.notification.Draft;
import com.startynk.sync.push.notification.NewNotification;
import com.startynk.sync.push.notification.Priority;
import com.startynk.sync.push.notification.Wakening;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class WakeningsTest {

    private static final Instant NIGHT = Instant.parse("2026-05-04T02:00:00Z");
    private static final Instant MORNING = Instant.parse("2026-05-04T06:00:00Z");

    private final Wakenings wakenings =
            new Wakenings(List.of(before("TASKS"), before("TASKS"), before("TASKS"), before("SYNC")), 6);

    @Test
    void boundsACategoryAsItsRuleSays() {
        assertThat(wakenings.isCapped(one("TASKS", Priority.HIGH, 3), NIGHT)).isTrue();
        assertThat(wakenings.isCapped(one("TASKS", Priority.HIGH, 4), NIGHT)).isFalse();
        assertThat(wakenings.isCapped(one("SYNC", Priority.HIGH, 3), NIGHT)).isFalse();
        assertThat(wakenings.isCapped(one("TASKS", Priority.HIGH, null), NIGHT)).isFalse();
    }

    @Test
    void boundsAllCategoriesTogether() {
        wakenings.add(one("PAYROLL", Priority.NORMAL, 20), NIGHT);
        assertThat(wakenings.isFull("ada", NIGHT)).isFalse();

        wakenings.add(one("PAYROLL", Priority.NORMAL, 20), NIGHT);

        assertThat(wakenings.isFull("ada", NIGHT)).isTrue();
        assertThat(wakenings.isCapped(one("PROJECTS", Priority.NORMAL, null), NIGHT))
                .isTrue();
        assertThat(wakenings.isFull("ben", NIGHT)).isFalse();
    }

    @Test
    void boundsNothingThatIsCriticalAndDoesNotCountIt() {
        for (var n = 0; n < 10; n++) {
            wakenings.add(one("ALARM", Priority.CRITICAL, 1), NIGHT);
        }

        assertThat(wakenings.isCapped(one("ALARM", Priority.CRITICAL, 1), NIGHT))
                .isFalse();
        assertThat(wakenings.isFull("ada", NIGHT)).isFalse();
    }

    @Test
    void countsWhatWasMadeAtNightWhereItWakes() {
        for (var n = 0; n < 6; n++) {
            assertThat(wakenings.isFull("ada", MORNING)).isFalse();
            wakenings.add(one("PAYROLL", Priority.NORMAL, null), MORNING);
        }

        assertThat(wakenings.isFull("ada", MORNING)).isTrue();
        assertThat(wakenings.isFull("ada", MORNING.plus(Duration.ofMinutes(59))))
                .isTrue();
        assertThat(wakenings.isFull("ada", MORNING.plus(Duration.ofHours(1)))).isFalse();
        assertThat(wakenings.isFull("ada", MORNING.minus(Duration.ofHours(1)))).isFalse();
    }

    @Test
    void countsConflictsAndRefusalsEachForThemselves() {
        var conflict = sync("conflict.waits");
        for (var n = 0; n < 2; n++) {
            wakenings.add(conflict, MORNING);
        }

        assertThat(wakenings.isCapped(conflict, MORNING)).isTrue();
        assertThat(wakenings.isCapped(sync("sync.refused"), MORNING)).isFalse();
    }

    private static Wakening before(String category) {
        return new Wakening("ada", category, "type", NIGHT.minusSeconds(60));
    }

    private static NewNotification sync(String type) {
        return one("SYNC", type, Priority.HIGH, 2);
    }

    private static NewNotification one(String category, Priority priority, @Nullable Integer perHour) {
        return one(category, "type", priority, perHour);
    }

    private static NewNotification one(String category, String type, Priority priority, @Nullable Integer perHour) {
        return Draft.to("ada")
                .of(type, category)
                .urgentAs(priority)
                .wakingAnHour(perHour)
                .made();
    }
}
