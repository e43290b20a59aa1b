package com.startynk.sync.embedded;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

/** A Redis that listens on this machine only, its data under one folder. */
public final class EmbeddedRedis implements AutoCloseable {

    private static final String HOST = "127.0.0.1";

    private final ServerProcess process;
    private final int port;
    private final String password;

    private EmbeddedRedis(ServerProcess process, int port, String password) {
        this.process = process;
        this.port = port;
        this.password = password;
    }

    /**
     * Starts it and returns once it answers.
     *
     * @param port 0 for a free one
     */
    public static EmbeddedRedis start(Path dataFolder, int port, EmbeddedSettings settings) {
        var folder = Folders.make(dataFolder);
        LeftoverServers.endIn(folder);
        try {
            var program = RedisProgram.unpackInto(folder);
            var password = SecretFile.readOrCreate(folder.resolve("password"), 24);
            var free = FreePort.or(port);
            Folders.make(folder.resolve("data"));
            // In a file, since anybody on the machine may read a command line.
            SecretFile.write(folder.resolve("redis.conf"), configuration(free, password, settings));
            var process = ServerProcess.start(
                    "Redis", List.of(program.toString(), "redis.conf"), folder, folder.resolve("redis.log"));
            var server = new EmbeddedRedis(process, free, password);
            process.awaitReady(server::answers);
            return server;
        } catch (IOException e) {
            throw new EmbeddedServerFailure("cannot set up Redis in " + folder + ": " + e.getMessage(), e);
        }
    }

    private static String configuration(int port, String password, EmbeddedSettings settings) {
        return """
                bind %s
                port %d
                requirepass %s
                dir data
                appendonly yes
                appendfsync everysec
                save ""
                maxmemory %dmb
                maxmemory-policy volatile-lru
                """.formatted(HOST, port, password, settings.redisMebibytes());
    }

    /** It accepts connections, and refuses to work, while it still loads its data. */
    private boolean answers() {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout(2_000);
            var ask = "AUTH " + password + "\r\nPING\r\nQUIT\r\n";
            socket.getOutputStream().write(ask.getBytes(StandardCharsets.US_ASCII));
            var answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
            return answer.contains("+PONG");
        } catch (IOException e) {
            return false;
        }
    }

    public String host() {
        return HOST;
    }

    public int port() {
        return port;
    }

    public String password() {
        return password;
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
