package com.startynk.sync.client;

import com.startynk.sync.protocol.ErrorCode;
import com.startynk.sync.protocol.FieldError;
import com.startynk.sync.protocol.SyncFailure;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reads the server's refusals. */
final class Refusal {

    private Refusal() {}

    /** @throws IOException when the answer is not one of this server's, as from a proxy in between */
    static SyncFailure of(HttpResponse<byte[]> response, JsonMapper json) throws IOException {
        var problem = problem(response, json);
        var name = problem.path("errorCode").asString("");
        var code = Arrays.stream(ErrorCode.values())
                .filter(known -> known.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IOException("HTTP " + response.statusCode() + " from " + response.uri()));
        var retryAfter = response.headers().firstValueAsLong("Retry-After").stream()
                .mapToObj(Duration::ofSeconds)
                .findFirst()
                .orElse(null);
        return new SyncFailure(code, problem.path("detail").asString(name), errors(problem), Map.of(), retryAfter);
    }

    private static JsonNode problem(HttpResponse<byte[]> response, JsonMapper json) throws IOException {
        try {
            return json.readTree(response.body());
        } catch (JacksonException e) {
            throw new IOException("HTTP " + response.statusCode() + " from " + response.uri(), e);
        }
    }

    private static List<FieldError> errors(JsonNode problem) {
        var errors = new ArrayList<FieldError>();
        problem.path("errors")
                .forEach(error -> errors.add(new FieldError(
                        error.path("field").asString(""), error.path("message").asString(""))));
        return errors;
    }
}
