package com.startynk.sync.query.entity;

import java.util.List;

/** How the caches of entities fare, for dashboards. */
public interface CacheStatistics {

    /** By type and level of the cache, since this process began unless said otherwise; types that were never read are not in it. */
    List<Figures> now();

    /**
     * One type's share of one level.
     *
     * @param level such as {@code redis}
     * @param loads how often a miss was loaded from the database
     * @param loadNanos how long all of these took together
     * @param evictions how many copies had to go for want of room
     * @param size how many copies there are; 0 where the level does not count them
     * @param bytes how much they take; 0 likewise
     */
    record Figures(
            String entityType,
            String level,
            long hits,
            long misses,
            long loads,
            long loadNanos,
            long evictions,
            long size,
            long bytes) {

        /** The share of reads that found a copy, 0 to 1; 0 before the first read. */
        public double hitRate() {
            var reads = hits + misses;
            return reads == 0 ? 0 : (double) hits / reads;
        }

        /** How long a load takes, in milliseconds; 0 before the first. */
        public double meanLoadMs() {
            return loads == 0 ? 0 : loadNanos / 1e6 / loads;
        }
    }
}
