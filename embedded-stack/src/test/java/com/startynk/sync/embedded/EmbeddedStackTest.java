package com.startynk.sync.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedStackTest {

    /** With a space, since people have such folders. */
    private static final String FOLDER = "my data";

    @TempDir
    private Path temporary;

    @Test
    void keepsItsDataThroughStopAndKill() throws Exception {
        var folder = temporary.resolve(FOLDER);
        try (var stack = EmbeddedStack.start(folder)) {
            sql(stack, "CREATE TABLE note (text VARCHAR(20))");
            sql(stack, "INSERT INTO note VALUES ('stopped')");
            assertThat(redis(stack, "SET stopped yes")).contains("+OK");
        }
        try (var stack = EmbeddedStack.start(folder)) {
            assertThat(query(stack, "SELECT text FROM note")).containsExactly("stopped");
            assertThat(redis(stack, "GET stopped")).contains("yes");
            sql(stack, "INSERT INTO note VALUES ('killed')");
            kill(stack.mariaDb().pid());
            kill(stack.redis().pid());
        }
        try (var stack = EmbeddedStack.start(folder)) {
            assertThat(query(stack, "SELECT text FROM note")).containsExactly("stopped", "killed");
            assertThat(redis(stack, "GET stopped")).contains("yes");
        }
    }

    @Test
    void startsAServerAgainThatEndedByItself() {
        try (var stack = EmbeddedStack.start(temporary.resolve(FOLDER), EmbeddedSettings.forTests())) {
            kill(stack.mariaDb().pid());
            kill(stack.redis().pid());

            await().ignoreExceptions().untilAsserted(() -> {
                assertThat(query(stack, "SELECT 1")).containsExactly("1");
                assertThat(redis(stack, "PING")).contains("+PONG");
            });
        }
    }

    @Test
    void endsServersThatAKilledSystemLeft() throws Exception {
        var folder = temporary.resolve(FOLDER);
        var killed = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        KilledSystem.class.getName(),
                        folder.toString())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        List<Long> left;
        try (var lines = killed.inputReader()) {
            left = Stream.of(lines.readLine().split(" ")).map(Long::valueOf).toList();
        }
        kill(killed.pid());
        assertThat(left).hasSize(2).allMatch(EmbeddedStackTest::runs);

        try (var stack = EmbeddedStack.start(folder, EmbeddedSettings.forTests())) {
            assertThat(left).noneMatch(EmbeddedStackTest::runs);
            assertThat(query(stack, "SELECT 1")).containsExactly("1");
        }
    }

    /** A MariaDB that starts deletes what it takes for its own leftovers, also those of a server that is just running. */
    @Test
    void leavesTheTemporaryTablesOfOtherServersAlone() throws Exception {
        var everybodys = Path.of(System.getenv().getOrDefault("TMPDIR", "/tmp"));
        var othersTable = Files.createTempFile(everybodys, "#sql-temptable-", ".MAI");
        try (var stack = EmbeddedStack.start(temporary.resolve(FOLDER), EmbeddedSettings.forTests())) {
            assertThat(query(stack, "SELECT 1")).containsExactly("1");
            assertThat(othersTable).exists();
        } finally {
            Files.deleteIfExists(othersTable);
        }
    }

    @Test
    void refusesASecondStartOnTheSameFolder() {
        var folder = temporary.resolve(FOLDER);
        try (var stack = EmbeddedStack.start(folder, EmbeddedSettings.forTests())) {
            assertThatThrownBy(() -> EmbeddedStack.start(folder))
                    .isInstanceOf(DataFolderInUse.class)
                    .hasMessageContaining(folder.toString());
            assertThat(runs(stack.mariaDb().pid())).isTrue();
        }
    }

    @Test
    void isSetUpAsTheServicesExpect() throws Exception {
        assertThat(query(EmbeddedStack.shared(), "SELECT @@collation_database")).containsExactly("utf8mb4_bin");
        assertThat(query(EmbeddedStack.shared(), "SELECT @@tx_isolation")).containsExactly("READ-COMMITTED");
        assertThat(query(EmbeddedStack.shared(), "SELECT @@time_zone")).containsExactly("+00:00");
        assertThat(query(EmbeddedStack.shared(), "SELECT User FROM mysql.global_priv"))
                .containsExactlyInAnyOrder("startynk", "mariadb.sys");
    }

    @Test
    void lendsEachCallerAnEmptyDatabase() throws Exception {
        var first = EmbeddedStack.shared().newDatabase();
        var second = EmbeddedStack.shared().newDatabase();
        assertThat(first).isNotEqualTo(second);
        assertThat(EmbeddedStack.shared().properties(first)).containsEntry("spring.datasource.url", first);
        assertThat(queryAt(
                        EmbeddedStack.shared().properties(first),
                        "SELECT COUNT(*) FROM information_schema.tables" + " WHERE table_schema = DATABASE()"))
                .containsExactly("0");
    }

    @Test
    void keepsSecretsFromOthers() throws Exception {
        var file = temporary.resolve("secret");
        var secret = SecretFile.readOrCreate(file, 48);
        assertThat(secret).hasSize(64);
        assertThat(SecretFile.readOrCreate(file, 48)).isEqualTo(secret);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
    }

    @Test
    void letsNobodyInWithoutThePassword() {
        var stack = EmbeddedStack.shared();
        for (var user : List.of("root", "startynk", "")) {
            assertThatThrownBy(() -> DriverManager.getConnection(stack.jdbcUrl(), user, "")
                            .close())
                    .isInstanceOf(SQLException.class);
        }
    }

    private static void kill(long pid) {
        var process = ProcessHandle.of(pid).orElseThrow();
        process.destroyForcibly();
        process.onExit().join();
    }

    /** A dead process that nobody has reaped yet still counts as alive, but has no program any more. */
    private static boolean runs(long pid) {
        return ProcessHandle.of(pid)
                .flatMap(process -> process.info().command())
                .isPresent();
    }

    private static void sql(EmbeddedStack stack, String text) throws SQLException {
        try (var connection = DriverManager.getConnection(
                        stack.jdbcUrl(),
                        stack.mariaDb().username(),
                        stack.mariaDb().password());
                var statement = connection.createStatement()) {
            statement.execute(text);
        }
    }

    private static List<String> query(EmbeddedStack stack, String text) throws SQLException {
        return queryAt(stack.properties(), text);
    }

    private static List<String> queryAt(Map<String, String> database, String text) throws SQLException {
        var rows = new ArrayList<String>();
        try (var connection = DriverManager.getConnection(
                        database.get("spring.datasource.url"),
                        database.get("spring.datasource.username"),
                        database.get("spring.datasource.password"));
                var statement = connection.createStatement();
                var result = statement.executeQuery(text)) {
            while (result.next()) {
                rows.add(result.getString(1));
            }
        }
        return rows;
    }

    private static String redis(EmbeddedStack stack, String command) throws IOException {
        try (var socket = new Socket(stack.redis().host(), stack.redis().port())) {
            var ask = "AUTH " + stack.redis().password() + "\r\n" + command + "\r\nQUIT\r\n";
            socket.getOutputStream().write(ask.getBytes(StandardCharsets.US_ASCII));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
        }
    }
}
