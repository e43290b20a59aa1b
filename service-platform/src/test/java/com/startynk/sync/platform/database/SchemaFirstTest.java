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
            pool.setJdbcUrl(stack.newDatabase());
            pool.setUsername(stack.mariaDb().username());
            pool.setPassword(stack.mariaDb().password());
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
