package com.startynk.sync.standalone.convergence.system;

import static org.awaitility.Awaitility.await;

import com.startynk.sync.catalog.EntityCatalog;
import com.startynk.sync.embedded.EmbeddedStack;
import com.startynk.sync.standalone.WholeSystem;
import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.logging.LogLevel;
import org.springframework.boot.logging.LoggingSystem;
import org.springframework.boot.web.server.servlet.context.ServletWebServerApplicationContext;
import org.springframework.boot.web.servlet.AbstractFilterRegistrationBean;
import org.springframework.boot.web.servlet.ServletContextInitializerBeans;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.core.env.MapPropertySource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.RequestBuilder;
import org.springframework.test.web.servlet.setup.MockMvcBuilders;

/** All services in this JVM, on a database of their own. A crash throws them away in the middle of what they do. */
public final class Services implements AutoCloseable {

    static final String SECRET = "a-key-for-tests-that-is-long-enough-for-every-algorithm-that-we-take";

    private static final String PRODUCT = "com.startynk";

    private final EmbeddedStack stack = EmbeddedStack.shared();
    private final String database = stack.newDatabase();
    private final EntityCatalog catalog;
    private final AtomicInteger crashes = new AtomicInteger();
    private volatile CompletableFuture<Running> running = new CompletableFuture<>();

    private record Running(ServletWebServerApplicationContext context, MockMvc entrance, AtomicInteger requests) {}

    private Services(EntityCatalog catalog) {
        this.catalog = catalog;
    }

    /**
     * Starts them on an empty database.
     *
     * @param typeFolders of entity types beside those that ship
     */
    public static Services start(Path... typeFolders) throws IOException {
        var services = new Services(EntityCatalog.load(together(typeFolders)));
        services.running.complete(services.run());
        return services;
    }

    private static Path together(Path... folders) throws IOException {
        var all = Files.createTempDirectory("entity-types");
        all.toFile().deleteOnExit();
        for (var folder : folders) {
            try (var files = Files.newDirectoryStream(folder)) {
                for (var file : files) {
                    Files.copy(file, all.resolve(file.getFileName())).toFile().deleteOnExit();
                }
            }
        }
        return all;
    }

    private Running run() {
        var context = context();
        return new Running(context, entrance(context), new AtomicInteger());
    }

    private static MockMvc entrance(ServletWebServerApplicationContext context) {
        var entrance = MockMvcBuilders.webAppContextSetup(context);
        for (var part : new ServletContextInitializerBeans(context)) {
            if (part instanceof AbstractFilterRegistrationBean<?> filter) {
                // A registration without patterns is one for all paths.
                entrance.addFilters(Objects.requireNonNull(filter.getFilter()));
            }
        }
        return entrance.build();
    }

    private ServletWebServerApplicationContext context() {
        var application = new SpringApplication(WholeSystem.application());
        application.setRegisterShutdownHook(false);
        application.setLogStartupInfo(false);
        application.addInitializers(context -> {
            context.getEnvironment().getPropertySources().addFirst(new MapPropertySource("convergence", settings()));
            ((GenericApplicationContext) context).registerBean(EntityCatalog.class, () -> catalog);
        });
        return (ServletWebServerApplicationContext) application.run();
    }

    private Map<String, Object> settings() {
        var settings = new HashMap<String, Object>(stack.properties(database));
        settings.put("server.port", 0);
        settings.put("server.shutdown", "immediate");
        settings.put("startynk.realtime.port", 0);
        settings.put("startynk.identity.jwt-secret", SECRET);
        settings.put("startynk.axon.node-id", "convergence");
        // Nothing goes to Expo from here.
        settings.put("startynk.push.workers", 0);
        // What a crash leaves behind is looked for often, as the schedules wait for it.
        settings.put("startynk.parking.sweep", "1s");
        return settings;
    }

    /** How often they have crashed, the crash that is going on included. */
    int crashes() {
        return crashes.get();
    }

    /** Has a request pass every filter and its route; waits for the end of a crash. */
    MockHttpServletResponse answer(RequestBuilder request) throws Exception {
        var asked = running.join();
        asked.requests().incrementAndGet();
        try {
            return asked.entrance().perform(request).andReturn().getResponse();
        } finally {
            asked.requests().decrementAndGet();
        }
    }

    /**
     * Cuts all connections to the database at once, so that nothing under way can still be finished, then throws the services
     * away with all that they had in memory and starts others.
     */
    public void crash() throws SQLException {
        var crashed = running.join();
        crashes.incrementAndGet();
        running = new CompletableFuture<>();
        try {
            quietly(() -> {
                crashed.context()
                        .getBean(DataSource.class)
                        .unwrap(HikariDataSource.class)
                        .close();
                crashed.context().close();
                await().until(() -> crashed.requests().get() == 0);
            });
            running.complete(run());
        } catch (RuntimeException e) {
            running.completeExceptionally(e);
            throw e;
        }
    }

    /** What services say that lose their database in the middle of everything is no news here. */
    private static void quietly(Crash crash) throws SQLException {
        var logs = LoggingSystem.get(Services.class.getClassLoader());
        logs.setLogLevel(LoggingSystem.ROOT_LOGGER_NAME, LogLevel.OFF);
        logs.setLogLevel(PRODUCT, LogLevel.OFF);
        try {
            crash.happen();
        } finally {
            logs.setLogLevel(LoggingSystem.ROOT_LOGGER_NAME, LogLevel.WARN);
            logs.setLogLevel(PRODUCT, LogLevel.INFO);
        }
    }

    private interface Crash {

        void happen() throws SQLException;
    }

    /** The database itself, for what no API shows. */
    public JdbcTemplate rows() {
        var url = stack.properties(database);
        return new JdbcTemplate(new DriverManagerDataSource(
                url.get("spring.datasource.url"),
                url.get("spring.datasource.username"),
                url.get("spring.datasource.password")));
    }

    public Api api(String userId, String deviceId, String role) {
        return new Api(this, Tokens.of(userId, deviceId, List.of(role)));
    }

    @Override
    public void close() {
        running.join().context().close();
    }
}
