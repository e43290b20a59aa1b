package com.startynk.sync.standalone;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The system's own HTTP API, called as its administrator: what is set up at the first start takes the way of everything else. */
final class PublicApi {

    private static final String ADMIN = "admin";

    private final HttpClient client = HttpClient.newHttpClient();
    private final JsonMapper json;
    private final URI root;
    private final String secret;

    PublicApi(int port, String secret, JsonMapper json) {
        this.root = URI.create("http://127.0.0.1:" + port);
        this.secret = secret;
        this.json = json;
    }

    /** A new one for each call: what is watched may take longer than any token lives. */
    private static String adminToken(String secret) {
        var now = Instant.now();
        var claims = new JWTClaimsSet.Builder()
                .subject(ADMIN)
                .claim("device_id", "standalone")
                .claim("roles", List.of("ADMIN"))
                .issueTime(Date.from(now))
                .expirationTime(Date.from(now.plus(Duration.ofMinutes(10))))
                .build();
        try {
            var jwt = new SignedJWT(new JWSHeader(JWSAlgorithm.HS256), claims);
            jwt.sign(new MACSigner(secret.getBytes(StandardCharsets.UTF_8)));
            return jwt.serialize();
        } catch (JOSEException e) {
            throw new IllegalStateException("cannot sign a token with the secret that the system runs with", e);
        }
    }

    JsonNode send(String method, String path, Object body) {
        return json.readTree(call(method, path, BodyPublishers.ofByteArray(json.writeValueAsBytes(body))));
    }

    JsonNode get(String path) {
        return json.readTree(call("GET", path, BodyPublishers.noBody()));
    }

    void delete(String path) {
        call("DELETE", path, BodyPublishers.noBody());
    }

    private String call(String method, String path, HttpRequest.BodyPublisher body) {
        var request = HttpRequest.newBuilder(root.resolve(path))
                .method(method, body)
                .header("Authorization", "Bearer " + adminToken(secret))
                .header("Content-Type", "application/json")
                .timeout(Duration.ofSeconds(60))
                .build();
        var response = answer(request);
        if (response.statusCode() >= 300) {
            throw new IllegalStateException(refusal(method + " " + path, response));
        }
        return response.body();
    }

    /** What a problem says of itself, or all of an answer that is none. */
    private String refusal(String call, HttpResponse<String> response) {
        var detail = detail(response.body());
        return detail.isEmpty()
                ? call + " was answered " + response.statusCode() + ": " + response.body()
                : detail + " (status " + response.statusCode() + ")";
    }

    private String detail(String body) {
        try {
            return json.readTree(body).path("detail").asString("");
        } catch (JacksonException e) {
            return "";
        }
    }

    private HttpResponse<String> answer(HttpRequest request) {
        try {
            return client.send(request, BodyHandlers.ofString());
        } catch (ConnectException e) {
            throw new IllegalStateException(
                    "cannot reach " + request.uri() + ". Is the system running? Another port is named by --port.", e);
        } catch (IOException e) {
            throw new IllegalStateException("cannot reach " + request.uri(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while asking " + request.uri(), e);
        }
    }
}
