package com.startynk.sync.push.standin;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Speaks as Expo's push service does, on an address of this machine, and keeps what it was sent. {@code GET /__received} shows
 * it, {@code DELETE /__received} forgets it, {@code POST /__clock} with {@code {"seconds": n}} lets time pass.
 */
public final class ExpoStandIn implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(ExpoStandIn.class);
    private static final int THREADS = 16;
    private static final int WORTH_COMPRESSING = 1024;

    private final VirtualClock clock = new VirtualClock();
    private final JsonMapper json = JsonMapper.builder().build();
    private final StandInSettings settings;
    private final Service service;
    private final HttpServer server;
    private final ExecutorService threads = Executors.newFixedThreadPool(THREADS);

    private ExpoStandIn(int port, StandInSettings settings) {
        this.settings = settings;
        this.service = new Service(settings, clock, json);
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
        } catch (IOException e) {
            throw new UncheckedIOException("port " + port + " cannot be had", e);
        }
        server.createContext("/--/api/v2/push/send", exchange -> post(exchange, body -> sent(body, exchange)));
        server.createContext("/--/api/v2/push/getReceipts", exchange -> post(exchange, service::receipts));
        server.createContext("/__received", this::received);
        server.createContext("/__clock", exchange -> post(exchange, this::advance));
        server.setExecutor(threads);
    }

    /** Starts one; port 0 takes a free one. */
    public static ExpoStandIn start(int port, StandInSettings settings) {
        var standIn = new ExpoStandIn(port, settings);
        standIn.server.start();
        return standIn;
    }

    public URI url() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    /** The requests whose messages were taken, the oldest first. */
    public List<Taken> taken() {
        return service.taken();
    }

    /** Requests that were refused or cut before anything was taken. */
    public int refused() {
        return service.refused();
    }

    /** What a phone shows. */
    public List<JsonNode> shownOn(String token) {
        return service.shownOn(token);
    }

    /** The clock by which receipts come and go. */
    public VirtualClock clock() {
        return clock;
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }

    private interface Handling {

        Reply answer(JsonNode body);
    }

    private void post(HttpExchange exchange, Handling handling) {
        try (exchange) {
            Reply reply;
            if (!isLetIn(exchange)) {
                reply = Reply.failure(401, "UNAUTHORIZED", "the access token is missing or wrong");
            } else {
                reply = handle(exchange, handling);
            }
            answer(exchange, reply);
        } catch (IOException e) {
            log.debug("The caller is gone", e);
        }
    }

    private Reply handle(HttpExchange exchange, Handling handling) throws IOException {
        try {
            return handling.answer(json.readTree(body(exchange)));
        } catch (JacksonException | ZipException e) {
            return Reply.failure(400, "VALIDATION_ERROR", "the body is not JSON");
        }
    }

    private boolean isLetIn(HttpExchange exchange) {
        var token = settings.accessToken();
        return token == null
                || ("Bearer " + token).equals(exchange.getRequestHeaders().getFirst("Authorization"));
    }

    private Reply sent(JsonNode body, HttpExchange exchange) {
        slow(body);
        var headers = new HashMap<String, String>();
        exchange.getRequestHeaders()
                .forEach((name, values) -> headers.put(name.toLowerCase(Locale.ROOT), String.join(",", values)));
        // Nobody's business: it is shown to whoever asks.
        headers.computeIfPresent("authorization", (name, value) -> "Bearer …");
        return service.send(body, headers);
    }

    private static void slow(JsonNode body) {
        var slow = body.isArray()
                && body.valueStream().anyMatch(message -> {
                    var fate = Fate.of(message.path("to").asString(""));
                    return fate != null && fate.isSlow();
                });
        if (slow) {
            try {
                TimeUnit.SECONDS.sleep(2);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private Reply advance(JsonNode body) {
        clock.advance(Duration.ofSeconds(body.path("seconds").asLong(0)));
        return Reply.ok(Map.of("now", clock.instant().toString()));
    }

    private void received(HttpExchange exchange) {
        try (exchange) {
            if (exchange.getRequestMethod().equals("DELETE")) {
                service.forget();
                exchange.sendResponseHeaders(204, -1);
            } else {
                var view = Map.of("sends", service.taken(), "refused", service.refused());
                answer(exchange, new Reply.Json(200, view, Map.of()));
            }
        } catch (IOException e) {
            log.debug("The caller is gone", e);
        }
    }

    private static byte[] body(HttpExchange exchange) throws IOException {
        InputStream raw = exchange.getRequestBody();
        var gzip = "gzip".equals(exchange.getRequestHeaders().getFirst("Content-Encoding"));
        try (var in = gzip ? new GZIPInputStream(raw) : raw) {
            return in.readAllBytes();
        }
    }

    private void answer(HttpExchange exchange, Reply reply) throws IOException {
        if (reply instanceof Reply.Page page) {
            exchange.getResponseHeaders().set("Content-Type", "text/html");
            write(exchange, page.status(), page.html().getBytes(UTF_8));
        } else if (reply instanceof Reply.Json answer) {
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            answer.headers().forEach(exchange.getResponseHeaders()::set);
            write(exchange, answer.status(), json.writeValueAsBytes(answer.body()));
        }
        // What was cut gets no answer: closing the exchange ends the connection.
    }

    private static void write(HttpExchange exchange, int status, byte[] plain) throws IOException {
        var bytes = plain;
        var takesGzip = String.valueOf(exchange.getRequestHeaders().getFirst("Accept-Encoding"))
                .contains("gzip");
        if (takesGzip && bytes.length > WORTH_COMPRESSING) {
            var out = new ByteArrayOutputStream();
            try (var gzip = new GZIPOutputStream(out)) {
                gzip.write(bytes);
            }
            exchange.getResponseHeaders().set("Content-Encoding", "gzip");
            bytes = out.toByteArray();
        }
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
    }
}
