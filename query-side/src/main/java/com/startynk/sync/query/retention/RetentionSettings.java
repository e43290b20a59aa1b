package com.startynk.sync.query.retention;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How long what is kept. Events are kept for ever.
 *
 * @param syncLog lines on single mutations; who looks into them asks about the last days. That a mutation id is taken once does
 *     not hang on it
 * @param tombstones how long a deletion is told; a device that was away for longer starts from the beginning
 * @param counts the dashboards' counts by hours, of which the last day is drawn
 * @param every how often what is too old is looked for; small portions often are in nobody's way
 * @param batch how many rows one transaction deletes; of tombstones it holds the feed up meanwhile
 */
@ConfigurationProperties("startynk.retention")
public record RetentionSettings(
        @DefaultValue("30d") Duration syncLog,
        @DefaultValue("90d") Duration tombstones,
        @DefaultValue("31d") Duration counts,
        @DefaultValue("1h") Duration every,
        @DefaultValue("500") int batch) {

    private static final Duration A_DAY = Duration.ofDays(1);

    public RetentionSettings {
        requireADay(syncLog, "sync-log");
        requireADay(tombstones, "tombstones");
        requireADay(counts, "counts");
        if (batch < 1) {
            throw new IllegalArgumentException("startynk.retention.batch must be positive");
        }
    }

    private static void requireADay(Duration kept, String name) {
        if (kept.compareTo(A_DAY) < 0) {
            throw new IllegalArgumentException("startynk.retention." + name + " must be a day at least");
        }
    }
}
