package com.startynk.sync.benchmarks.load.check;

import com.startynk.sync.benchmarks.load.wire.Answer;
import com.startynk.sync.benchmarks.load.wire.Api;
import com.startynk.sync.benchmarks.load.wire.Device;
import com.startynk.sync.benchmarks.load.wire.TokenSigner;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** A server that shows a feed of its own making, right or wrong, and answers everything else as it is told. */
public final class AnsweringServer implements AutoCloseable {

    private final HttpServer server;
    private final Api api;
    private volatile String changes = "";
    private volatile boolean nonsense;
    private volatile int status = 404;
    private volatile String body = "";

    public AnsweringServer() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/api/v1/sync/updates", exchange -> {
            // What comes after the only page is nothing.
            var first = !exchange.getRequestURI().getQuery().contains("cursor=");
            answer(
                    exchange,
                    200,
                    nonsense
                            ? "nonsense"
                            : "{\"changes\":[" + (first ? changes : "") + "],\"cursor\":\"1\",\"hasMore\":false}");
        });
        server.createContext("/", exchange -> answer(exchange, status, body));
        server.start();
        api = new Api(uri(), 1);
    }

    private static void answer(HttpExchange exchange, int status, String text) throws IOException {
        exchange.getRequestBody().readAllBytes();
        if (status != 0) {
            var body = text.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
            exchange.getResponseBody().write(body);
        }
        exchange.close();
    }

    public void shows(String... entitiesAtVersions) {
        changes = String.join(
                ",",
                List.of(entitiesAtVersions).stream()
                        .map(AnsweringServer::change)
                        .toList());
    }

    private static String change(String entityAtVersion) {
        var colon = entityAtVersion.indexOf(':');
        return "{\"entityId\":\"%s\",\"operation\":\"UPSERT\",\"version\":%s,\"data\":{\"title\":\"a\"}}"
                .formatted(entityAtVersion.substring(0, colon), entityAtVersion.substring(colon + 1));
    }

    /** From now on the feed is nothing that can be read. */
    public void showsNonsense() {
        nonsense = true;
    }

    /** What whoever pushes is answered; 0 is no answer at all. */
    public void answers(int newStatus, String newBody) {
        body = newBody;
        status = newStatus;
    }

    /** The answer to a push. */
    public Answer push() {
        return api.post("/api/v1/sync/items", device(), new byte[0]);
    }

    public URI uri() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    public Api api() {
        return api;
    }

    public Device device() {
        return Device.of("u-1", List.of("FOREMAN"), new TokenSigner("0123456789abcdef0123456789abcdef"));
    }

    @Override
    public void close() throws IOException {
        api.close();
        server.stop(0);
    }
}
