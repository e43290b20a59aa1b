package com.startynk.sync.push;

import com.startynk.sync.embedded.EmbeddedStack;
import com.startynk.sync.platform.ServicePlatformConfiguration;
import java.util.HashMap;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionTemplate;

/** The service on a free port, alone with a fresh database; one for all tests of the JVM. */
final class RunningService {

    static final String SECRET = "a key that is known to these tests only";

    private static final ConfigurableApplicationContext CONTEXT = start();

    private RunningService() {}

    private static ConfigurableApplicationContext start() {
        var stack = EmbeddedStack.shared();
        var settings = new HashMap<String, Object>(stack.properties(stack.newDatabase()));
        settings.put("server.port", "0");
        settings.put("startynk.identity.jwt-secret", SECRET);
        // The notifications of these tests are of all times.
        settings.put("startynk.retention.notification-log", "36500d");
        return new SpringApplicationBuilder(ServicePlatformConfiguration.class, PushNotificationsConfiguration.class)
                .properties(settings)
                .run();
    }

    static String url() {
        return "http://127.0.0.1:" + CONTEXT.getEnvironment().getRequiredProperty("local.server.port");
    }

    static JdbcTemplate jdbc() {
        return CONTEXT.getBean(JdbcTemplate.class);
    }

    static void write(String sql, @Nullable Object... values) {
        CONTEXT.getBean(TransactionTemplate.class).executeWithoutResult(transaction -> jdbc().update(sql, values));
    }
}
