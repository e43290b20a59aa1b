package com.startynk.sync.push;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.startynk.sync.embedded.EmbeddedStack;
import com.startynk.sync.push.platform.UtcTimes;
import java.time.Instant;
import java.util.UUID;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.transaction.support.TransactionTemplate;

/** The tables of this service in a database of a test's own, without the service. */
public record FreshDatabase(DataSource source) {

    public static FreshDatabase migrated() {
        var stack = EmbeddedStack.shared();
        var servers = stack.properties(stack.newDatabase());
        var source = new DriverManagerDataSource(
                servers.get("spring.datasource.url"),
                servers.get("spring.datasource.username"),
                servers.get("spring.datasource.password"));
        Flyway.configure()
                .dataSource(source)
                .locations("classpath:db/push")
                .load()
                .migrate();
        return new FreshDatabase(source);
    }

    public JdbcTemplate jdbc() {
        return new JdbcTemplate(source);
    }

    public JdbcClient client() {
        return JdbcClient.create(source);
    }

    public TransactionTemplate transactions() {
        return new TransactionTemplate(new DataSourceTransactionManager(source));
    }

    /** A notification that stands so, whose time came then; answers its id. */
    public String notification(String user, String type, String status, Instant at) {
        var id = UUID.randomUUID().toString();
        transactions()
                .executeWithoutResult(transaction -> client().sql("""
                        INSERT INTO notification_log (id, user_id, type, title, body, data, status, created_at, visible_at)
                        VALUES (?, ?, ?, 'Storm', 'Secure the crane', '{}', ?, ?, ?)
                        """)
                        .params(id, user.getBytes(UTF_8), type, status, UtcTimes.column(at), UtcTimes.column(at))
                        .update());
        return id;
    }
}
