package com.startynk.sync.standalone.convergence.system;

import java.io.IOException;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The public API as one device calls it. */
public final class Api {

    private static final JsonMapper JSON = JsonMapper.shared();
    private static final HttpClient HTTP = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5))
            .build();
    private static final int UNAVAILABLE = 503;

    private final Services services;
    private final String token;

    Api(Services services, String token) {
        this.services = services;
        this.token = token;
    }

    /** The results of a batch. */
    public JsonNode push(List<Map<String, Object>> items) {
        var body = BodyPublishers.ofByteArray(JSON.writeValueAsBytes(Map.of("items", items)));
        return send(request("/api/v1/sync/batches").POST(body)).get("results");
    }

    /** A page of changes. */
    public JsonNode pull(@Nullable String cursor, int limit) {
        var after = cursor == null ? "" : "&cursor=" + URLEncoder.encode(cursor, StandardCharsets.UTF_8);
        return send(request("/api/v1/sync/updates?limit=" + limit + after)
                .header("X-Sync-Consistency", "read-your-writes"));
    }

    public JsonNode get(String path) {
        return send(request(path));
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(services.root().resolve(path))
                .header("Authorization", "Bearer " + token)
                .header("Content-Type", "application/json")
                .timeout(Duration.ofSeconds(30));
    }

    private JsonNode send(HttpRequest.Builder request) {
        var crashes = services.crashes();
        try {
            var response = HTTP.send(request.build(), BodyHandlers.ofByteArray());
            // Dying services may say anything.
            if (response.statusCode() == UNAVAILABLE
                    || (response.statusCode() != 200 && services.crashes() != crashes)) {
                throw new Away("answered " + response.statusCode());
            }
            if (response.statusCode() != 200) {
                throw new IllegalStateException(response.request().uri() + " was answered " + response.statusCode()
                        + ": " + new String(response.body(), StandardCharsets.UTF_8));
            }
            return JSON.readTree(response.body());
        } catch (IOException e) {
            throw new Away(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
