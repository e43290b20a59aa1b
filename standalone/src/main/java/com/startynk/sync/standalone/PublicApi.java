package com.startynk.sync.standalone;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.io.IOException;
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

    /** A new one for each call: it is good for minutes, and whoever watches does so for hours. */
    private String adminToken() {
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
                .header("Authorization", "Bearer " + adminToken())
                .header("Content-Type", "application/json")
                .timeout(Duration.ofSeconds(60))
                .build();
        var response = answer(request);
        if (response.statusCode() >= 300) {
            throw new IllegalStateException(
                    method + " " + path + " was answered " + response.statusCode() + ": " + response.body());
        }
        return response.body();
    }

    private HttpResponse<String> answer(HttpRequest request) {
        try {
            return client.send(request, BodyHandlers.ofString());
        } catch (IOException e) {
            throw new IllegalStateException("cannot reach " + request.uri(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while asking " + request.uri(), e);
        }
    }
}
