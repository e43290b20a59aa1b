package com.startynk.sync.standalone;

import com.startynk.sync.catalog.EntityCatalog;
import com.startynk.sync.command.identity.AdminAccount;
import com.startynk.sync.embedded.EmbeddedStack;
import com.startynk.sync.embedded.SecretFile;
import com.startynk.sync.push.standin.ExpoStandIn;
import com.startynk.sync.push.standin.StandInSettings;
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
    private static final String AUDIT_KEY = "startynk.audit.key";
    private static final String KEYS_OF_OTHERS = "startynk.identity.jwks-url";
    private static final String ENCRYPTION_KEYS = "startynk.encryption.keys";
    private static final String EXPO_TOKEN = "startynk.push.expo-access-token";
    private static final String EXPO_URL = "startynk.push.expo-base-url";
    private static final String FETCH_DELAY = "startynk.axon.fetch-delay";
    private static final String CERTIFICATE = "server.ssl.bundle";
    private static final int PASSWORD_BYTES = 18;
    private static final int ENCRYPTION_KEY_BYTES = 32;

    private final Options options;
    private @Nullable EmbeddedStack stack;
    private @Nullable ConfigurableApplicationContext services;
    private @Nullable ExpoStandIn standIn;
    private boolean secretWasGiven;

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
        log.info(
                "MariaDB answers on port {}, Redis on {}",
                databases.mariaDb().port(),
                databases.redis().port());
        var running = startServices(catalog, databases);
        services = running;
        return welcome(running);
    }

    private Welcome welcome(ConfigurableApplicationContext running) {
        var environment = running.getEnvironment();
        var encrypted = environment.getProperty(CERTIFICATE) != null;
        if (options.demo() && encrypted) {
            throw new StartFailure("--demo is made over plain HTTP: make it once without TLS, on the same data.");
        }
        if (environment.getProperty(KEYS_OF_OTHERS) != null) {
            if (options.demo()) {
                throw new StartFailure("--demo needs a token, and only the identity provider makes those.");
            }
            return new Welcome(
                    options, encrypted, "the identity provider's", "at the identity provider", push(environment));
        }
        if (options.demo()) {
            var secret = environment.getRequiredProperty(SECRET);
            Demo.make(new PublicApi(options.port(), secret, running.getBean(JsonMapper.class)));
        }
        var key = secretWasGiven ? "as given by JWT_SECRET" : "in " + secretFile();
        return new Welcome(options, encrypted, key, login(running.getBean(AdminAccount.class)), push(environment));
    }

    private String push(ConfigurableEnvironment environment) {
        return standIn == null
                ? "to " + environment.getProperty(EXPO_URL, "Expo")
                : "to a stand-in at " + standIn.url() + ": without EXPO_ACCESS_TOKEN no phone is woken";
    }

    /** The password is shown once, and kept beside the key of the tokens, which is worth as much. */
    private String login(AdminAccount account) {
        var file = options.data().resolve("admin-password");
        var made = account.createIfMissing(() -> SecretFile.readOrCreate(file, PASSWORD_BYTES));
        return "user " + AdminAccount.NAME + ", password "
                + (made
                        ? SecretFile.readOrCreate(file, PASSWORD_BYTES) + " (shown this once, kept in " + file + ")"
                        : "as shown at the first start");
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
        // Its own events wake its processors; looking for those of others is for when that fails.
        if (environment.getProperty(FETCH_DELAY) == null) {
            settings.put(FETCH_DELAY, "200ms");
        }
        secretWasGiven = environment.getProperty(SECRET) != null;
        if (!secretWasGiven) {
            settings.put(SECRET, SecretFile.readOrCreate(secretFile(), 48));
        }
        if (environment.getProperty(ENCRYPTION_KEYS) == null) {
            settings.put(ENCRYPTION_KEYS, ownEncryptionKey());
        }
        if (environment.getProperty(EXPO_TOKEN) == null && environment.getProperty(EXPO_URL) == null) {
            var started = ExpoStandIn.start(0, StandInSettings.standard(null));
            standIn = started;
            settings.put(EXPO_URL, started.url());
        }
        if (environment.getProperty(AUDIT_KEY) == null) {
            settings.put(AUDIT_KEY, SecretFile.readOrCreate(options.data().resolve("audit-key"), 48));
        }
        return settings;
    }

    private String ownEncryptionKey() {
        return "own:" + SecretFile.readOrCreate(options.data().resolve("encryption-key"), ENCRYPTION_KEY_BYTES);
    }

    private Path secretFile() {
        return options.data().resolve("jwt-secret");
    }

    @Override
    public synchronized void close() {
        try {
            if (services != null) {
                log.info("Stopping");
                services.close();
            }
        } finally {
            if (standIn != null) {
                standIn.close();
            }
            if (stack != null) {
                stack.close();
            }
        }
    }
}
