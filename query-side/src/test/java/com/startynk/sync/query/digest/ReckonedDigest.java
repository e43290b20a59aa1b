package com.startynk.sync.query.digest;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.startynk.sync.query.RunningQuerySide;
import java.math.BigInteger;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import org.springframework.jdbc.core.JdbcTemplate;

/** What a digest must come to, reckoned from all entities as the contract words it. */
record ReckonedDigest(long count, String hash) {

    static final ReckonedDigest NOTHING = new ReckonedDigest(0, "0000000000000000");

    static ReckonedDigest of(Map<String, Long> versionsById) {
        var hash = BigInteger.ZERO;
        for (var entity : versionsById.entrySet()) {
            hash = hash.xor(first8Bytes(entity.getKey() + ":" + entity.getValue()));
        }
        return new ReckonedDigest(versionsById.size(), "%016x".formatted(hash));
    }

    /** Every bucket that holds something, as {@code project/type/digit}. */
    static Map<String, ReckonedDigest> buckets(RunningQuerySide querySide) {
        var entities = new TreeMap<String, Map<String, Long>>();
        querySide
                .bean(JdbcTemplate.class)
                .query(
                        "SELECT project_id, entity_type, entity_id, version FROM synced_entity WHERE NOT deleted",
                        row -> {
                            var id = row.getString(3);
                            entities.computeIfAbsent(
                                            row.getString(1) + "/" + row.getString(2) + "/" + id.charAt(0),
                                            bucket -> new TreeMap<>())
                                    .put(id, row.getLong(4));
                        });
        var buckets = new TreeMap<String, ReckonedDigest>();
        entities.forEach((bucket, versions) -> buckets.put(bucket, of(versions)));
        return buckets;
    }

    /** The buckets as they are kept; empty ones must have the hash of nothing. */
    static Map<String, ReckonedDigest> keptBuckets(RunningQuerySide querySide) {
        var buckets = new TreeMap<String, ReckonedDigest>();
        querySide
                .bean(JdbcTemplate.class)
                .query("SELECT project_id, entity_type, digit, entities, hash FROM digest_bucket", row -> {
                    var kept = new ReckonedDigest(row.getLong(4), "%016x".formatted(row.getLong(5)));
                    if (!kept.equals(NOTHING)) {
                        buckets.put(row.getString(1) + "/" + row.getString(2) + "/" + row.getString(3), kept);
                    }
                });
        return buckets;
    }

    private static BigInteger first8Bytes(String text) {
        try {
            var hash = MessageDigest.getInstance("SHA-256").digest(text.getBytes(UTF_8));
            return new BigInteger(1, Arrays.copyOf(hash, 8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
