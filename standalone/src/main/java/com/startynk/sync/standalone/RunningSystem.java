package com.startynk.sync.standalone;

import com.startynk.sync.catalog.EntityCatalog;
import com.startynk.sync.command.identity.AdminAccount;
import com.startynk.sync.embedded.DataFolderInUse;
import com.startynk.sync.embedded.EmbeddedServerFailure;
import com.startynk.sync.embedded.EmbeddedStack;
import com.startynk.sync.embedded.SecretFile;
import com.startynk.sync.platform.settings.OriginalSettings;
import com.startynk.sync.push.standin.ExpoStandIn;
import com.startynk.sync.push.standin.StandInSettings;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
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
    private volatile boolean stopping;
    private volatile boolean failed;

    RunningSystem(Options options) {
        this.options = options;
    }

    /**
     * Tries what can go wrong quickly before what takes its time.
     *
     * @param ready is told once everything runs, unless it is to stop already
     */
    synchronized void start(Consumer<Welcome> ready) {
        try {
            EmbeddedStack.requireUnused(options.data());
            Ports.requireFree(options);
            var catalog = EntityCatalog.load(options.types());
            var running = startServices(catalog);
            services = running;
            var welcome = welcome(running, catalog);
            if (!stopping) {
                ready.accept(welcome);
            }
        } catch (RuntimeException e) {
            failed = true;
            throw e;
        }
    }

    private EmbeddedStack startDatabases() {
        log.info("Starting MariaDB and Redis in {}", options.data());
        var databases = EmbeddedStack.start(options.data());
        stack = databases;
        log.info(
                "MariaDB answers on port {}, Redis on {}",
                databases.mariaDb().port(),
                databases.redis().port());
        return databases;
    }

    private Welcome welcome(ConfigurableApplicationContext running, EntityCatalog catalog) {
        var environment = running.getEnvironment();
        var othersKeys = environment.getProperty(KEYS_OF_OTHERS) != null;
        var demo = options.demo() ? demo(running, othersKeys) : null;
        var types = options.types() == null ? null : OwnTypes.told(catalog, options.types());
        return new Welcome(
                options,
                environment.getProperty(CERTIFICATE) != null,
                othersKeys
                        ? "the identity provider's"
                        : secretWasGiven ? "as given by JWT_SECRET" : "in " + secretFile(),
                othersKeys ? "at the identity provider" : login(running.getBean(AdminAccount.class)),
                push(environment),
                types,
                demo);
    }

    private String demo(ConfigurableApplicationContext running, boolean othersKeys) {
        var environment = running.getEnvironment();
        if (environment.getProperty(CERTIFICATE) != null) {
            throw new StartFailure("--demo is made over plain HTTP: make it once without TLS, on the same data.");
        }
        if (othersKeys) {
            throw new StartFailure("--demo needs a token, and only the identity provider makes those.");
        }
        var secret = environment.getRequiredProperty(SECRET);
        return Demo.make(new PublicApi(options.port(), secret, running.getBean(JsonMapper.class)));
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
                        : "as shown at the first start, in " + file);
    }

    private ConfigurableApplicationContext startServices(EntityCatalog catalog) {
        var application = new SpringApplication(Standalone.class);
        // Its hook would stop the services while ours stops the databases under them.
        application.setRegisterShutdownHook(false);
        application.setLogStartupInfo(false);
        application.setDefaultProperties(Map.of(OriginalSettings.OWN_STORES, true));
        application.addInitializers(context -> prepare((GenericApplicationContext) context, catalog));
        try {
            return application.run();
        } catch (StartFailure | EmbeddedServerFailure | DataFolderInUse e) {
            throw e;
        } catch (RuntimeException e) {
            throw stack == null ? new BadSetting(e) : new ServicesFailed(e);
        }
    }

    /** What is to be known of the settings is known here, and nothing has begun that takes its time. */
    private void prepare(GenericApplicationContext context, EntityCatalog catalog) {
        var environment = context.getEnvironment();
        GivenKeys.requireUsable(environment);
        var own = settings(environment, startDatabases());
        environment.getPropertySources().addFirst(new MapPropertySource("standalone", own));
        context.registerBean(EntityCatalog.class, () -> catalog);
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

    /** A start that goes on is let come to its end. */
    @Override
    public void close() {
        var told = !failed;
        if (told) {
            log.info("Stopping");
        }
        stopping = true;
        stop();
        if (told) {
            log.info("Stopped");
        }
    }

    private synchronized void stop() {
        try {
            if (services != null) {
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
