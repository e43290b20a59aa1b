package com.startynk.sync.standalone.access;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.springframework.data.redis.core.StringRedisTemplate;
import org.springframework.jdbc.core.JdbcTemplate;

/** Everything that is written down anywhere: every column of every table, and what Redis holds. */
final class Stores {

    private final RunningServices services;

    Stores(RunningServices services) {
        this.services = services;
    }

    void assertNowhere(String text) {
        assertThat(columnsWith(text)).as("columns that hold it").isEmpty();
        assertThat(redisKeysWith(text)).as("keys of Redis that hold it").isEmpty();
    }

    /** Every column of every table is looked at, whatever its type. */
    List<String> columnsWith(String text) {
        var jdbc = services.bean(JdbcTemplate.class);
        var found = new ArrayList<String>();
        jdbc.query(
                "SELECT table_name, column_name FROM information_schema.columns WHERE table_schema = DATABASE()",
                row -> {
                    var table = row.getString(1);
                    var column = row.getString(2);
                    var hits = jdbc.queryForObject(
                            "SELECT COUNT(*) FROM `" + table + "` WHERE LOCATE(?, CAST(`" + column
                                    + "` AS BINARY)) > 0",
                            Integer.class,
                            text.getBytes(UTF_8));
                    if (hits != null && hits > 0) {
                        found.add(table + "." + column);
                    }
                });
        return found;
    }

    private List<String> redisKeysWith(String text) {
        var redis = services.bean(StringRedisTemplate.class);
        return redis.keys("*").stream()
                .filter(key -> "string".equals(String.valueOf(redis.type(key)).toLowerCase(Locale.ROOT)))
                .filter(key -> String.valueOf(redis.opsForValue().get(key)).contains(text))
                .toList();
    }
}
