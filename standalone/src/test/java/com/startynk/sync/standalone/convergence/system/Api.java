package com.startynk.sync.standalone.convergence.system;

import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder;
import org.springframework.test.web.servlet.request.MockMvcRequestBuilders;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The public API as one device calls it: every filter, route and converter, but no network, so that a machine's time goes into
 * schedules. Other tests call the same over HTTP.
 */
public final class Api {

    private static final JsonMapper JSON = JsonMapper.shared();
    private static final int OK = 200;
    private static final int UNAVAILABLE = 503;

    private final Services services;
    private final String token;

    Api(Services services, String token) {
        this.services = services;
        this.token = token;
    }

    /** The results of a batch. */
    public JsonNode push(List<Map<String, Object>> items) {
        return send(post("/api/v1/sync/batches")
                        .contentType(MediaType.APPLICATION_JSON)
                        .content(JSON.writeValueAsBytes(Map.of("items", items))))
                .get("results");
    }

    /** A page of changes. */
    public JsonNode pull(@Nullable String cursor, int limit) {
        var after = cursor == null ? "" : "&cursor=" + URLEncoder.encode(cursor, StandardCharsets.UTF_8);
        return send(
                get("/api/v1/sync/updates?limit=" + limit + after).header("X-Sync-Consistency", "read-your-writes"));
    }

    public JsonNode read(String path) {
        return send(get(path));
    }

    private static MockHttpServletRequestBuilder post(String path) {
        return MockMvcRequestBuilders.post(URI.create(path)).servletPath(path);
    }

    /** With its path where a servlet of all paths finds it. */
    private static MockHttpServletRequestBuilder get(String pathAndQuery) {
        var uri = URI.create(pathAndQuery);
        return MockMvcRequestBuilders.get(uri).servletPath(uri.getPath());
    }

    private JsonNode send(MockHttpServletRequestBuilder request) {
        var crashes = services.crashes();
        try {
            var response = services.answer(request.header(HttpHeaders.AUTHORIZATION, "Bearer " + token));
            var status = response.getStatus();
            // Dying services may say anything.
            if (status == UNAVAILABLE || (status != OK && services.crashes() != crashes)) {
                throw new Away("answered " + status);
            }
            if (status != OK) {
                throw new IllegalStateException("answered " + status + ": " + text(response.getContentAsByteArray()));
            }
            return JSON.readTree(response.getContentAsByteArray());
        } catch (Away e) {
            throw e;
        } catch (Exception e) {
            if (services.crashes() != crashes) {
                throw new Away(e);
            }
            throw new IllegalStateException(e);
        }
    }

    private static String text(byte[] body) {
        return new String(body, StandardCharsets.UTF_8);
    }
}
