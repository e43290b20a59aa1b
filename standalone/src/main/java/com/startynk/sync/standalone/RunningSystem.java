package com.startynk.sync.standalone;

import com.startynk.sync.catalog.EntityCatalog;
import com.startynk.sync.command.identity.AdminAccount;
import com.startynk.sync.embedded.EmbeddedStack;
import com.startynk.sync.embedded.SecretFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;
import tools.jackson.databind.json.JsonMapper;

/** The databases, and on top of them the services; stopped in the opposite order. */
final class RunningSystem implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(RunningSystem.class);
    private static final String SECRET = "startynk.identity.jwt-secret";
    private static final String KEYS_OF_OTHERS = "startynk.identity.jwks-url";

    private static final int SECRET_BYTES = 48;

    private final Options options;
    private @Nullable EmbeddedStack stack;
    private @Nullable ConfigurableApplicationContext services;

    RunningSystem(Options options) {
        this.options = options;
    }

    /** Tries what can go wrong quickly before what takes its time. */
    synchronized Welcome start() {
        EmbeddedStack.requireUnused(options.data());
        Ports.requireFree(options);
        var catalog = EntityCatalog.load(options.types());
        log.info("Starting MariaDB and Redis in {}", options.data());
        var databases = EmbeddedStack.start(options.data());
        stack = databases;
        var running = startServices(catalog, databases);
        services = running;
        return welcome(running);
    }

    private Welcome welcome(ConfigurableApplicationContext running) {
        var secret = running.getEnvironment().getProperty(SECRET);
        if (secret == null) {
            return new Welcome(options, "those of the identity provider", "those of the identity provider");
        }
        if (options.demo()) {
            Demo.make(new PublicApi(options.port(), secret, running.getBean(JsonMapper.class)));
        }
        var fromFile = Files.exists(secretFile()) && secret.equals(SecretFile.readOrCreate(secretFile(), SECRET_BYTES));
        return new Welcome(
                options,
                fromFile ? "in " + secretFile() : "as given by JWT_SECRET",
                login(running.getBean(AdminAccount.class)));
    }

    /** The password is shown once, and kept beside the key of the tokens, which is worth as much. */
    private String login(AdminAccount account) {
        var file = options.data().resolve("admin-password");
        var made = account.createIfMissing();
        made.ifPresent(password -> SecretFile.write(file, password));
        return made.map(password -> "user " + AdminAccount.NAME + ", password " + password
                        + " (shown this once, kept in " + file + ")")
                .orElse("user " + AdminAccount.NAME + ", password as shown at the first start");
    }

    private ConfigurableApplicationContext startServices(EntityCatalog catalog, EmbeddedStack databases) {
        var application = new SpringApplication(Standalone.class);
        // Its hook would stop the services while ours stops the databases under them.
        application.setRegisterShutdownHook(false);
        application.setLogStartupInfo(false);
        application.addInitializers(context -> {
            var environment = context.getEnvironment();
            environment
                    .getPropertySources()
                    .addFirst(new MapPropertySource("standalone", settings(environment, databases)));
            ((GenericApplicationContext) context).registerBean(EntityCatalog.class, () -> catalog);
        });
        try {
            return application.run();
        } catch (RuntimeException e) {
            throw new ServicesFailed(e);
        }
    }

    private Map<String, Object> settings(ConfigurableEnvironment environment, EmbeddedStack databases) {
        var settings = new HashMap<String, Object>(databases.properties());
        settings.put("server.port", options.port());
        settings.put("startynk.realtime.port", options.wsPort());
        // Alone on its database, it takes its own claims back at once after a crash.
        settings.put("startynk.axon.node-id", "standalone");
        if (environment.getProperty(SECRET) == null && environment.getProperty(KEYS_OF_OTHERS) == null) {
            settings.put(SECRET, SecretFile.readOrCreate(secretFile(), SECRET_BYTES));
        }
        return settings;
    }

    private Path secretFile() {
        return options.data().resolve("jwt-secret");
    }

    @Override
    public synchronized void close() {
        if (services != null) {
            services.close();
        }
        if (stack != null) {
            stack.close();
        }
    }
}
