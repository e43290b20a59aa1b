package com.startynk.sync.push;

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
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.UUID;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A person on a device, and what the service answers them. */
record Phone(String userId, String deviceId, String role) {

    Phone(String userId, String deviceId) {
        this(userId, deviceId, "WORKER");
    }

    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final JsonMapper JSON = new JsonMapper();

    record Answer(int status, JsonNode body) {

        String errorCode() {
            return body.path("errorCode").asString("");
        }

        List<String> invalidFields() {
            return body.path("errors").values().stream()
                    .map(error -> error.path("field").stringValue())
                    .toList();
        }
    }

    static Phone ofSomebody() {
        return new Phone("user-" + UUID.randomUUID(), "device-" + UUID.randomUUID());
    }

    Phone other() {
        return new Phone(userId, "device-" + UUID.randomUUID(), role);
    }

    Answer get(String path) {
        return send(request(path).GET().build());
    }

    Answer delete(String path) {
        return send(request(path).DELETE().build());
    }

    Answer put(String path, Object body) {
        return send(request(path)
                .header("Content-Type", "application/json")
                .PUT(BodyPublishers.ofString(JSON.writeValueAsString(body)))
                .build());
    }

    Answer post(String path, Object body) {
        return send(request(path)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(JSON.writeValueAsString(body)))
                .build());
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(RunningService.url() + path))
                .header("Authorization", "Bearer " + token());
    }

    private static Answer send(HttpRequest request) {
        try {
            var response = HTTP.send(request, BodyHandlers.ofString());
            return new Answer(response.statusCode(), JSON.readTree(response.body()));
        } catch (IOException e) {
            throw new IllegalStateException("no answer", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    private String token() {
        try {
            var now = Instant.now();
            var jwt = new SignedJWT(
                    new JWSHeader(JWSAlgorithm.HS256),
                    new JWTClaimsSet.Builder()
                            .subject(userId)
                            .claim("device_id", deviceId)
                            .claim("roles", List.of(role))
                            .issueTime(Date.from(now))
                            .expirationTime(Date.from(now.plusSeconds(900)))
                            .build());
            jwt.sign(new MACSigner(RunningService.SECRET));
            return jwt.serialize();
        } catch (JOSEException e) {
            throw new IllegalStateException("cannot sign", e);
        }
    }
}
