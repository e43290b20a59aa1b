package com.startynk.sync.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;

/** A MariaDB that listens on this machine only, its data under one folder. */
public final class EmbeddedMariaDb implements DatabaseServer, AutoCloseable {

    /** The one database that is made at the first start. */
    public static final String DATABASE = "startynk";

    private static final String USERNAME = "startynk";

    /** Where the port is noted, for those who look at the database while it runs. */
    private static final String PORT_FILE = "port";

    private static final String TEMPORARY_TABLES = "tmp";

    /** Statements are prepared on the server and batches rewritten, which is worth a factor of two. */
    static final String DRIVER_OPTIONS = String.join(
            "&",
            "?rewriteBatchedStatements=true",
            "useServerPrepStmts=true",
            "cachePrepStmts=true",
            "prepStmtCacheSize=250",
            "prepStmtCacheSqlLimit=4096",
            "cacheServerConfiguration=true",
            "useLocalSessionState=true",
            "connectionTimeZone=UTC",
            "forceConnectionTimeZoneToSession=true",
            "sslMode=DISABLED",
            "connectTimeout=3000",
            "socketTimeout=60000");

    private final ServerProcess process;
    private final int port;
    private final String password;

    private EmbeddedMariaDb(ServerProcess process, int port, String password) {
        this.process = process;
        this.port = port;
        this.password = password;
    }

    /**
     * Starts it and returns once it answers.
     *
     * @param port 0 for a free one
     */
    public static EmbeddedMariaDb start(Path dataFolder, int port, EmbeddedSettings settings) {
        var folder = Folders.make(dataFolder);
        LeftoverServers.endIn(folder);
        var output = folder.resolve("mariadb.log");
        try {
            var program = MariaDbProgram.unpackInto(folder);
            var data = folder.resolve("data");
            if (Files.notExists(data)) {
                program.install(data, folder.resolve(TEMPORARY_TABLES), output);
            }
            var password = SecretFile.readOrCreate(folder.resolve("password"), 24);
            SecretFile.write(folder.resolve("accounts.sql"), accounts(password));
            var free = FreePort.or(port);
            var process = ServerProcess.start("MariaDB", command(program, folder, free, settings), folder, output);
            var server = new EmbeddedMariaDb(process, free, password);
            process.awaitReady(server::answers);
            SecretFile.write(folder.resolve(PORT_FILE), Integer.toString(free));
            return server;
        } catch (IOException e) {
            throw new EmbeddedServerFailure("cannot set up MariaDB in " + folder + ": " + e.getMessage(), e);
        }
    }

    /** How to reach the one that another process has started in this folder. */
    static Map<String, String> reach(Path folder) {
        try {
            return Map.of(
                    "spring.datasource.url",
                    jdbcUrl(
                            Integer.parseInt(
                                    Files.readString(folder.resolve(PORT_FILE)).strip()),
                            DATABASE),
                    "spring.datasource.username",
                    USERNAME,
                    "spring.datasource.password",
                    Files.readString(folder.resolve("password")).strip());
        } catch (IOException e) {
            throw new EmbeddedServerFailure("MariaDB in " + folder + " has not started yet", e);
        }
    }

    /** Run at each start, so that a password file that was lost is no lasting harm. */
    private static String accounts(String password) {
        var account = USERNAME + "@'127.0.0.1'";
        return """
                CREATE DATABASE IF NOT EXISTS %s;
                CREATE USER IF NOT EXISTS %s;
                ALTER USER %s IDENTIFIED BY '%s';
                GRANT ALL PRIVILEGES ON *.* TO %s;
                """.formatted(DATABASE, account, account, password, account);
    }

    private static List<String> command(MariaDbProgram program, Path folder, int port, EmbeddedSettings settings) {
        return List.of(
                program.server().toString(),
                "--no-defaults",
                "--basedir=" + program.home(),
                "--datadir=" + folder.resolve("data"),
                MariaDbProgram.temporaryTablesIn(folder.resolve(TEMPORARY_TABLES)),
                "--init-file=" + folder.resolve("accounts.sql"),
                // Relative to the data: the whole path may be longer than a socket's may be.
                "--socket=mariadb.sock",
                "--port=" + port,
                "--bind-address=127.0.0.1",
                // MariaDB refuses to run as root unless told so by name.
                "--user=" + System.getProperty("user.name"),
                "--skip-name-resolve",
                "--skip-ssl",
                "--local-infile=0",
                "--character-set-server=utf8mb4",
                "--collation-server=utf8mb4_bin",
                "--transaction-isolation=READ-COMMITTED",
                "--max-allowed-packet=64M",
                "--max-connections=300",
                "--innodb-buffer-pool-size=" + settings.bufferPoolMebibytes() + "M",
                "--innodb-log-file-size=" + (settings.durable() ? "512M" : "64M"),
                "--innodb-flush-log-at-trx-commit=" + (settings.durable() ? "1" : "0"),
                "--innodb-doublewrite=" + (settings.durable() ? "1" : "0"));
    }

    private boolean answers() {
        try (var connection = connect()) {
            return connection.isValid(2);
        } catch (SQLException e) {
            return false;
        }
    }

    private Connection connect() throws SQLException {
        return DriverManager.getConnection(jdbcUrl(), username(), password);
    }

    @Override
    public void createDatabase(String name) {
        try (var connection = connect();
                var statement = connection.createStatement()) {
            statement.execute("CREATE DATABASE " + name);
        } catch (SQLException e) {
            throw new EmbeddedServerFailure("cannot make the database " + name, e);
        }
    }

    public String jdbcUrl() {
        return jdbcUrl(DATABASE);
    }

    @Override
    public String jdbcUrl(String database) {
        return jdbcUrl(port, database);
    }

    private static String jdbcUrl(int port, String database) {
        return "jdbc:mysql://127.0.0.1:" + port + "/" + database + DRIVER_OPTIONS;
    }

    @Override
    public String username() {
        return USERNAME;
    }

    @Override
    public String password() {
        return password;
    }

    public int port() {
        return port;
    }

    /** The server's process id, for tests that kill it. */
    public long pid() {
        return process.pid();
    }

    @Override
    public void close() {
        process.stop();
    }
}
