package com.startynk.sync.platform;

import com.startynk.sync.embedded.EmbeddedStack;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.web.server.servlet.context.ServletWebServerApplicationContext;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The platform under a small service, with real HTTP, MariaDB and Redis; one for all tests of a JVM. */
public final class RunningPlatform implements AutoCloseable {

    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final JsonMapper JSON = new JsonMapper();

    private final ServletWebServerApplicationContext context;

    private RunningPlatform(ServletWebServerApplicationContext context) {
        this.context = context;
    }

    private static final class Shared {
        static final RunningPlatform INSTANCE = start(Map.of());
    }

    public static RunningPlatform shared() {
        return Shared.INSTANCE;
    }

    /** Another one, on a database of its own. */
    public static RunningPlatform start(Map<String, String> settings) {
        return start(EmbeddedStack.shared().newDatabase(), settings);
    }

    /** Another one, on the database of this one. */
    public static RunningPlatform startOn(RunningPlatform other, Map<String, String> settings) {
        return start(other.setting("spring.datasource.url"), settings);
    }

    private static RunningPlatform start(String database, Map<String, String> settings) {
        var all = new HashMap<String, Object>(EmbeddedStack.shared().properties(database));
        all.put("server.port", "0");
        all.put("startynk.identity.jwt-secret", Tokens.SECRET);
        all.putAll(settings);
        var application = new SpringApplicationBuilder(ServicePlatformConfiguration.class, NotesService.class)
                .properties(all)
                .registerShutdownHook(true);
        return new RunningPlatform((ServletWebServerApplicationContext) application.run());
    }

    public <T> T bean(Class<T> type) {
        return context.getBean(type);
    }

    public String setting(String name) {
        return context.getEnvironment().getRequiredProperty(name);
    }

    public int port() {
        return context.getWebServer().getPort();
    }

    public Answer get(String path) {
        return send(request(path));
    }

    public Answer post(String path, String body) {
        return post(path, body.getBytes(StandardCharsets.UTF_8), "application/json");
    }

    public Answer post(String path, byte[] body, String contentType) {
        return send(
                request(path).header("Content-Type", contentType).POST(HttpRequest.BodyPublishers.ofByteArray(body)));
    }

    /** A request with a valid token. */
    public HttpRequest.Builder request(String path) {
        return bare(path).header("Authorization", "Bearer " + Tokens.valid());
    }

    public HttpRequest.Builder bare(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port() + path));
    }

    public Answer send(HttpRequest.Builder request) {
        try {
            return new Answer(HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString()));
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        context.close();
    }

    /** What came back. */
    public record Answer(HttpResponse<String> response) {

        public int status() {
            return response.statusCode();
        }

        public String type() {
            return header("Content-Type");
        }

        public String header(String name) {
            return response.headers().firstValue(name).orElse("");
        }

        public JsonNode json() {
            return JSON.readTree(response.body());
        }

        public String errorCode() {
            return json().path("errorCode").asString("");
        }
    }
}
