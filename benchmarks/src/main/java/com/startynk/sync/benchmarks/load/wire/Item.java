package com.startynk.sync.benchmarks.load.wire;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.uuid.Generators;
import com.fasterxml.uuid.impl.TimeBasedEpochGenerator;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/**
 * A mutation on the wire.
 *
 * @param data sorted, of ASCII text, whole numbers, booleans, lists and sorted maps: written plainly that is the canonical form
 *     of RFC 8785, over which the checksum goes
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Item(
        String mutationId,
        String entityType,
        String operation,
        String entityId,
        String projectId,
        @Nullable Long baseVersion,
        SortedMap<String, Object> data,
        String clientTimestamp,
        String checksum) {

    private static final TimeBasedEpochGenerator IDS = Generators.timeBasedEpochGenerator();

    public static Item create(String entityType, String entityId, String projectId, SortedMap<String, Object> data) {
        return of(entityType, "CREATE", entityId, projectId, null, data);
    }

    public static Item update(
            String entityType, String entityId, String projectId, long baseVersion, SortedMap<String, Object> data) {
        return of(entityType, "UPDATE", entityId, projectId, baseVersion, data);
    }

    private static Item of(
            String entityType,
            String operation,
            String entityId,
            String projectId,
            @Nullable Long baseVersion,
            SortedMap<String, Object> data) {
        return new Item(
                newId(),
                entityType,
                operation,
                entityId,
                projectId,
                baseVersion,
                data,
                Instant.now().toString(),
                checksum(data));
    }

    public static String newId() {
        return IDS.generate().toString();
    }

    private static String checksum(SortedMap<String, Object> data) {
        try {
            var digest = MessageDigest.getInstance("SHA-256").digest(Json.write(data));
            return "sha256:" + HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
