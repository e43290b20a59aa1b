package com.startynk.sync.client;

import com.startynk.sync.protocol.SyncFailure;
import com.startynk.sync.protocol.push.BatchResult;
import com.startynk.sync.protocol.push.SyncItem;
import com.startynk.sync.protocol.updates.UpdatesPage;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/**
 * The calls of one device. Safe for use by several threads.
 *
 * <p>A call that gets no answer throws {@link IOException}: what was pushed may or may not be stored, and the same items are
 * sent again. One that is refused throws {@link SyncFailure}.
 */
public final class SyncClient {

    private static final Duration TIMEOUT = Duration.ofSeconds(30);

    private final URI api;
    private final Supplier<String> token;
    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(TIMEOUT).build();
    private final JsonMapper json = JsonMapper.builder().build();

    /**
     * @param api where the server is, such as {@code https://api.example.org}
     * @param token gives the access token for each call
     */
    public SyncClient(URI api, Supplier<String> token) {
        this.api = api;
        this.token = token;
    }

    /**
     * Pushes items as one batch; the answers come in their order.
     *
     * @param items 1 to 500
     */
    public BatchResult push(List<SyncItem> items) throws IOException, InterruptedException {
        var body = json.writeValueAsString(Map.of("items", items));
        var request = request("/api/v1/sync/batches")
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
        return send(request, BatchResult.class);
    }

    /**
     * Pulls a page of the feed; this device's own acknowledged pushes are in it.
     *
     * @param cursor of the page before; null starts from the beginning
     */
    public UpdatesPage pull(@Nullable String cursor) throws IOException, InterruptedException {
        var from = cursor == null ? "" : "?cursor=" + URLEncoder.encode(cursor, StandardCharsets.UTF_8);
        var request = request("/api/v1/sync/updates" + from)
                .header("X-Sync-Consistency", "read-your-writes")
                .build();
        return send(request, UpdatesPage.class);
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(api.resolve(path))
                .timeout(TIMEOUT)
                .header("Authorization", "Bearer " + token.get());
    }

    private <T> T send(HttpRequest request, Class<T> answer) throws IOException, InterruptedException {
        var response = http.send(request, HttpResponse.BodyHandlers.ofByteArray());
        if (response.statusCode() == 200) {
            return json.readValue(response.body(), answer);
        }
        throw Refusal.of(response, json);
    }
}
