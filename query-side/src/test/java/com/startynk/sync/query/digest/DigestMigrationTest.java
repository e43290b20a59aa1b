package com.startynk.sync.query.digest;

import static org.assertj.core.api.Assertions.assertThat;

import com.startynk.sync.embedded.EmbeddedStack;
import java.util.Random;
import java.util.TreeMap;
import java.util.UUID;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** An installation that has entities already gets its buckets with the tables. */
class DigestMigrationTest {

    private final EmbeddedStack stack = EmbeddedStack.shared();
    private final DriverManagerDataSource database = database();
    private final JdbcTemplate jdbc = new JdbcTemplate(database);
    private final Random random = new Random(7);

    @Test
    void countsWhatWasThereBefore() {
        migrate("1");
        var here = new TreeMap<String, Long>();
        for (var n = 0; n < 300; n++) {
            var id = UUID.randomUUID().toString();
            var version = random.nextLong(1, 1_000_000_000_000L);
            var deleted = random.nextInt(4) == 0;
            insert(id, version, deleted);
            if (!deleted) {
                here.put(id, version);
            }
        }

        migrate("2");

        var kept = new TreeMap<String, ReckonedDigest>();
        jdbc.query("SELECT digit, entities, hash FROM digest_bucket WHERE project_id = 'org'", row -> {
            kept.put(row.getString(1), new ReckonedDigest(row.getLong(2), "%016x".formatted(row.getLong(3))));
        });
        var reckoned = new TreeMap<String, ReckonedDigest>();
        "0123456789abcdef"
                .chars()
                .mapToObj(digit -> String.valueOf((char) digit))
                .forEach(digit -> {
                    var some = new TreeMap<>(here);
                    some.keySet().removeIf(id -> !id.startsWith(digit));
                    reckoned.put(digit, ReckonedDigest.of(some));
                });
        assertThat(kept).isEqualTo(reckoned);
    }

    private void insert(String id, long version, boolean deleted) {
        jdbc.update(
                "INSERT INTO synced_entity (entity_id, entity_type, project_id, version, data, deleted, position,"
                        + " created_position, sequence_number, user_id, device_id, occurred_at)"
                        + " VALUES (?, 'user', 'org', ?, '{}', ?, 1, 1, 0, 'u', 'd', '2026-11-23 08:00:00')",
                id,
                version,
                deleted);
    }

    private void migrate(String version) {
        Flyway.configure()
                .dataSource(database)
                .locations("classpath:db/query")
                .target(version)
                .load()
                .migrate();
    }

    private DriverManagerDataSource database() {
        var servers = stack.properties(stack.newDatabase());
        return new DriverManagerDataSource(
                servers.get("spring.datasource.url"),
                servers.get("spring.datasource.username"),
                servers.get("spring.datasource.password"));
    }
}
