package com.startynk.sync.standalone;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import tools.jackson.databind.json.JsonMapper;

/** Answers every call of the command line in the same way. */
final class AnsweringServer implements AutoCloseable {

    private final HttpServer server;
    private final List<String> methods = new CopyOnWriteArrayList<>();

    AnsweringServer(int status, String body) throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            methods.add(exchange.getRequestMethod());
            var bytes = body.getBytes(UTF_8);
            exchange.sendResponseHeaders(status, bytes.length);
            exchange.getResponseBody().write(bytes);
            exchange.close();
        });
        server.start();
    }

    int port() {
        return server.getAddress().getPort();
    }

    /** Of the calls so far. */
    List<String> methods() {
        return methods;
    }

    PublicApi api() {
        return new PublicApi(port(), "a-secret-of-thirty-two-bytes-or-more", JsonMapper.shared());
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
