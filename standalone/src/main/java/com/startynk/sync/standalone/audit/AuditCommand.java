package com.startynk.sync.standalone.audit;

import com.startynk.sync.embedded.EmbeddedStack;
import com.startynk.sync.platform.chain.ChainKeys;
import com.startynk.sync.platform.chain.ChainSettings;
import com.startynk.sync.platform.settings.DatabaseUrl;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.CannotGetJdbcConnectionException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/** Looks at the event store of a system that runs, or starts its database for as long as that takes. */
public final class AuditCommand {

    private static final String KEY_FILE = "audit-key";
    private static final String OWN_DATA = "The data of ./startynk run is named by --data DIR.";

    private final AuditOptions options;
    private final Map<String, String> environment;
    private final Consumer<String> told;

    /** @param environment variables; {@code AUDIT_KEY} and {@code AUDIT_KEYS_EARLIER} among them */
    public AuditCommand(AuditOptions options, Map<String, String> environment, Consumer<String> told) {
        this.options = options;
        this.environment = environment;
        this.told = told;
    }

    /**
     * Whether nothing is broken.
     *
     * @throws IllegalArgumentException when there is nothing to look at
     */
    public boolean verify() {
        var data = options.data();
        if (data == null) {
            return verifyElsewhere();
        }
        if (Files.notExists(data.resolve("mariadb"))) {
            throw new IllegalArgumentException("there is no data in " + data);
        }
        var running = EmbeddedStack.reachRunning(data);
        if (running.isPresent()) {
            return verify(running.get());
        }
        try (var started = EmbeddedStack.start(data)) {
            return verify(started.properties());
        }
    }

    /** In the database that {@code DATABASE_URL} names, which may be a leftover of something else. */
    private boolean verifyElsewhere() {
        DatabaseUrl database;
        try {
            database = DatabaseUrl.parse(environment.getOrDefault("DATABASE_URL", ""));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(e.getMessage() + ". " + OWN_DATA, e);
        }
        try {
            return verify(database.jdbcUrl(), database.username(), database.password());
        } catch (CannotGetJdbcConnectionException e) {
            throw new IllegalArgumentException(
                    "The database of DATABASE_URL at " + database.address() + " cannot be reached: " + reason(e) + ". "
                            + OWN_DATA,
                    e);
        }
    }

    /** The driver's own first sentence; it quotes no password. */
    private static String reason(CannotGetJdbcConnectionException failure) {
        var cause = failure.getCause();
        var message = cause == null || cause.getMessage() == null ? "" : cause.getMessage();
        return message.lines().findFirst().orElse("no answer");
    }

    private boolean verify(Map<String, String> settings) {
        return verify(
                settings.getOrDefault("spring.datasource.url", ""),
                settings.get("spring.datasource.username"),
                settings.get("spring.datasource.password"));
    }

    private boolean verify(String url, @Nullable String username, @Nullable String password) {
        var connection = new SingleConnectionDataSource(
                url, username == null ? "" : username, password == null ? "" : password, true);
        try {
            return new AuditVerification(new JdbcTemplate(connection), keys(), told).verify(options);
        } finally {
            connection.destroy();
        }
    }

    private ChainKeys keys() {
        var given = environment.get("AUDIT_KEY");
        var earlier = environment.getOrDefault("AUDIT_KEYS_EARLIER", "");
        var settings = new ChainSettings(
                given == null || given.isBlank() ? kept() : given, List.of(earlier.split(",")), Duration.ZERO);
        return new ChainKeys(settings.key(), settings.earlierKeys());
    }

    /** The one that the system has made for itself. */
    private @Nullable String kept() {
        var data = options.data();
        var file = data == null ? null : data.resolve(KEY_FILE);
        return file == null || Files.notExists(file) ? null : read(file);
    }

    private static String read(Path file) {
        try {
            return Files.readString(file).strip();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + file, e);
        }
    }
}
