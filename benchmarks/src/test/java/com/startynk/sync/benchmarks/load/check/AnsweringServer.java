package com.startynk.sync.benchmarks.load.check;

import com.startynk.sync.benchmarks.load.wire.Api;
import com.startynk.sync.benchmarks.load.wire.Device;
import com.startynk.sync.benchmarks.load.wire.TokenSigner;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** A server that shows a feed of its own making, right or wrong. */
final class AnsweringServer implements AutoCloseable {

    private final HttpServer server;
    private final Api api;
    private volatile String changes = "";

    AnsweringServer() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/api/v1/sync/updates", exchange -> {
            // What comes after the only page is nothing.
            var first = !exchange.getRequestURI().getQuery().contains("cursor=");
            var page = "{\"changes\":[" + (first ? changes : "") + "],\"cursor\":\"1\",\"hasMore\":false}";
            var body = page.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.start();
        api = new Api(URI.create("http://127.0.0.1:" + server.getAddress().getPort()), 1);
    }

    void shows(String... entitiesAtVersions) {
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

    Api api() {
        return api;
    }

    Device device() {
        return Device.of("u-1", List.of("FOREMAN"), new TokenSigner("0123456789abcdef0123456789abcdef"));
    }

    @Override
    public void close() throws IOException {
        api.close();
        server.stop(0);
    }
}
