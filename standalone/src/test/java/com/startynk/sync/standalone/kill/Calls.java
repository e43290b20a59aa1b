package com.startynk.sync.standalone.kill;

import static org.assertj.core.api.Assertions.assertThat;

import com.startynk.sync.protocol.push.BatchResult;
import com.startynk.sync.protocol.push.SyncItem;
import com.startynk.sync.protocol.push.SyncResult;
import com.startynk.sync.protocol.updates.UpdatesPage;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** One device's calls. Without an answer, or with the one to try again, they end in an {@link IOException}. */
final class Calls {

    private static final JsonMapper JSON = JsonMapper.shared();
    private static final Set<Integer> TRY_AGAIN = Set.of(429, 503);

    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5))
            .build();
    private final URI api;
    private final String token;

    Calls(int port, String token) {
        this.api = URI.create("http://127.0.0.1:" + port);
        this.token = token;
    }

    SyncResult item(SyncItem item) throws IOException, InterruptedException {
        return JSON.readValue(post("/api/v1/sync/items", item), SyncResult.class);
    }

    List<SyncResult> batch(List<SyncItem> items) throws IOException, InterruptedException {
        return JSON.readValue(post("/api/v1/sync/batches", Map.of("items", items)), BatchResult.class)
                .results();
    }

    UpdatesPage page(@Nullable String cursor, int limit) throws IOException, InterruptedException {
        var from = cursor == null ? "" : "&cursor=" + URLEncoder.encode(cursor, StandardCharsets.UTF_8);
        return JSON.readValue(get("/api/v1/sync/updates?limit=" + limit + from).body(), UpdatesPage.class);
    }

    JsonNode status() throws IOException, InterruptedException {
        return JSON.readTree(get("/api/v1/sync/status").body());
    }

    /** Whether the entity was read, and that out of the cache. */
    boolean readsFromCache(String type, String id) throws IOException, InterruptedException {
        return get("/api/v1/entities/" + type + "/" + id)
                .headers()
                .firstValue("X-Cache")
                .filter("HIT"::equals)
                .isPresent();
    }

    private HttpResponse<byte[]> get(String path) throws IOException, InterruptedException {
        return send(request(path).build());
    }

    private byte[] post(String path, Object body) throws IOException, InterruptedException {
        return send(request(path)
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofByteArray(JSON.writeValueAsBytes(body)))
                        .build())
                .body();
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(api.resolve(path))
                .timeout(Duration.ofMinutes(1))
                .header("Authorization", "Bearer " + token);
    }

    private HttpResponse<byte[]> send(HttpRequest request) throws IOException, InterruptedException {
        var response = http.send(request, BodyHandlers.ofByteArray());
        if (TRY_AGAIN.contains(response.statusCode())) {
            throw new Refused(request + " was answered " + response.statusCode());
        }
        assertThat(response.statusCode())
                .as(request + " was answered " + new String(response.body(), StandardCharsets.UTF_8))
                .isEqualTo(200);
        return response;
    }

    /** The server answered that it cannot now. */
    static final class Refused extends IOException {

        private static final long serialVersionUID = 1L;

        Refused(String message) {
            super(message);
        }
    }
}
