package com.startynk.sync.embedded;

import java.net.URI;
import java.net.URISyntaxException;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Databases on a server that a developer runs: production is MySQL, tests start a MariaDB, and the same SQL must do for both.
 * They are dropped in the end, unless the process is killed.
 */
final class DeveloperDatabases implements DatabaseServer {

    /** Names it, {@code mysql://account:password@host:port}; the account must be allowed to make databases and drop them. */
    static final String VARIABLE = "STARTYNK_TEST_DATABASE";

    private static final String SHAPE = VARIABLE + " must look like mysql://account:password@host:port";

    private final String server;
    private final String username;
    private final String password;
    private final List<String> made = new ArrayList<>();

    private DeveloperDatabases(String server, String username, String password) {
        this.server = server;
        this.username = username;
        this.password = password;
    }

    /**
     * Takes the form of {@link #VARIABLE} apart.
     *
     * @throws IllegalArgumentException saying how it must look, without what was there: a password may be part of it
     */
    static DeveloperDatabases at(String address) {
        var uri = uri(address);
        var account = uri.getUserInfo();
        if (!"mysql".equals(uri.getScheme()) || uri.getHost() == null || uri.getPort() < 0 || account == null) {
            throw new IllegalArgumentException(SHAPE);
        }
        var parts = account.split(":", 2);
        return new DeveloperDatabases(uri.getHost() + ":" + uri.getPort(), parts[0], parts.length < 2 ? "" : parts[1]);
    }

    private static URI uri(String address) {
        try {
            return new URI(address);
        } catch (URISyntaxException e) {
            // Its message and cause would quote the password.
            throw new IllegalArgumentException(SHAPE);
        }
    }

    static @Nullable DeveloperDatabases named() {
        var address = System.getenv(VARIABLE);
        return address == null ? null : at(address);
    }

    @Override
    public synchronized void createDatabase(String name) {
        execute("CREATE DATABASE " + name);
        made.add(name);
    }

    /**
     * Drops what it has made. One that is still in use is not waited for longer than some seconds.
     *
     * @throws EmbeddedServerFailure when the server did not drop each
     */
    synchronized void dropAll() {
        var failures = new ArrayList<EmbeddedServerFailure>();
        for (var name : made) {
            try {
                execute("SET SESSION lock_wait_timeout = 5", "DROP DATABASE " + name);
            } catch (EmbeddedServerFailure e) {
                failures.add(e);
            }
        }
        made.clear();
        failures.stream()
                .reduce((first, other) -> {
                    first.addSuppressed(other);
                    return first;
                })
                .ifPresent(failure -> {
                    throw failure;
                });
    }

    private void execute(String... statements) {
        try (var connection = DriverManager.getConnection(jdbcUrl(""), username, password);
                var prepared = connection.createStatement()) {
            for (var statement : statements) {
                prepared.execute(statement);
            }
        } catch (SQLException e) {
            throw new EmbeddedServerFailure("not done by " + server + ": " + String.join("; ", statements), e);
        }
    }

    @Override
    public String jdbcUrl(String database) {
        // The way in which MySQL checks passwords where there is no TLS.
        return "jdbc:mysql://" + server + "/" + database + EmbeddedMariaDb.DRIVER_OPTIONS
                + "&allowPublicKeyRetrieval=true";
    }

    @Override
    public String username() {
        return username;
    }

    @Override
    public String password() {
        return password;
    }
}
