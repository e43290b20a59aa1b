package com.startynk.sync.platform.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.startynk.sync.embedded.EmbeddedStack;
import com.zaxxer.hikari.HikariDataSource;
import java.net.SocketTimeoutException;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.support.StaticListableBeanFactory;
import org.springframework.jdbc.core.JdbcTemplate;

class SchemaFirstTest {

    @Test
    void aMigrationMayTakeLongerThanAnyCallMayWait() {
        var stack = EmbeddedStack.shared();
        var sets = new StaticListableBeanFactory();
        sets.addBean("slow", new MigrationSet("slow", "classpath:db/slow"));
        try (var pool = new HikariDataSource()) {
            var database = stack.properties(stack.newDatabase());
            pool.setJdbcUrl(database.get("spring.datasource.url"));
            pool.setUsername(database.get("spring.datasource.username"));
            pool.setPassword(database.get("spring.datasource.password"));
            pool.addDataSourceProperty("socketTimeout", "500");

            new SchemaFirst(sets.getBeanProvider(MigrationSet.class))
                    .postProcessAfterInitialization(pool, "dataSource");

            var jdbc = new JdbcTemplate(pool);
            assertThat(jdbc.queryForObject("SELECT COUNT(*) FROM slow_change", Long.class))
                    .isZero();
            assertThatThrownBy(() -> jdbc.execute("DO SLEEP(1)")).hasRootCauseInstanceOf(SocketTimeoutException.class);
        }
    }
}
