package com.startynk.sync.command.erasure;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import org.springframework.jdbc.core.JdbcOperations;

/** Keys in {@code data_key} under which something was stored in the end, and those under which nothing was. */
final class UnusedKeyRows {

    /** Rows that one step changes at most. */
    static final int AT_ONCE = 500;

    private final JdbcOperations jdbc;

    UnusedKeyRows(JdbcOperations jdbc) {
        this.jdbc = jdbc;
    }

    /** Notes of some keys that were made before a time that they are in use; answers of how many. */
    int settle(Instant before) {
        return jdbc.update("""
                UPDATE data_key SET settled = TRUE
                WHERE settled = FALSE AND created_at < ? AND EXISTS (
                    SELECT 1 FROM domain_event WHERE aggregate_identifier = data_key.entity_id)
                LIMIT %d
                """.formatted(AT_ONCE), LocalDateTime.ofInstant(before, ZoneOffset.UTC));
    }

    /** Deletes some that are not; what is destroyed stays, so that no other key takes its place. */
    int delete(Instant before) {
        return jdbc.update("""
                DELETE FROM data_key
                WHERE settled = FALSE AND created_at < ? AND wrapped IS NOT NULL AND NOT EXISTS (
                    SELECT 1 FROM domain_event WHERE aggregate_identifier = data_key.entity_id)
                AND NOT EXISTS (SELECT 1 FROM parked_mutation WHERE parked_mutation.entity_id = data_key.entity_id)
                LIMIT %d
                """.formatted(AT_ONCE), LocalDateTime.ofInstant(before, ZoneOffset.UTC));
    }
}
