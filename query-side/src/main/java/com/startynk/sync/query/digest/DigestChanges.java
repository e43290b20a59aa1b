package com.startynk.sync.query.digest;

import com.startynk.sync.query.entity.EntityRow;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a batch makes of the buckets, added up in memory. Goes by an entity's row before and after the batch, so what changes
 * no row, such as a replay, counts nothing.
 */
public final class DigestChanges {

    private final Map<Bucket, long[]> byBucket = new HashMap<>();
    private final EntityHash hash = new EntityHash();

    /** Where an entity is counted: by the first hex digit of its id. */
    private record Bucket(String projectId, String entityType, String digit) {

        static Bucket of(EntityRow row) {
            return new Bucket(row.projectId(), row.entityType(), row.entityId().substring(0, 1));
        }
    }

    /**
     * What one bucket gains.
     *
     * @param count how many entities more, or fewer
     * @param hash to be laid over the bucket's by XOR
     */
    record Change(String projectId, String entityType, String digit, long count, long hash) {}

    /** An entity, which never moves to another project, has become another. */
    public void note(@Nullable EntityRow before, EntityRow after) {
        var sums = byBucket.computeIfAbsent(Bucket.of(after), bucket -> new long[2]);
        if (before != null && !before.deleted()) {
            sums[0]--;
            sums[1] ^= hash.of(before.entityId(), before.version());
        }
        if (!after.deleted()) {
            sums[0]++;
            sums[1] ^= hash.of(after.entityId(), after.version());
        }
    }

    List<Change> all() {
        var all = new ArrayList<Change>(byBucket.size());
        byBucket.forEach((bucket, sums) -> {
            if (sums[0] != 0 || sums[1] != 0) {
                all.add(new Change(bucket.projectId(), bucket.entityType(), bucket.digit(), sums[0], sums[1]));
            }
        });
        return all;
    }
}
