package com.startynk.sync.command.identity;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.Payload;
import com.nimbusds.jose.crypto.MACSigner;
import com.startynk.sync.embedded.EmbeddedStack;
import com.startynk.sync.platform.ServicePlatformConfiguration;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Accounts and sessions behind their HTTP API on a free port, with a database of their own. */
final class RunningLogins implements AutoCloseable {

    static final String SECRET = "a key that is known to these tests only";

    private static final JsonMapper JSON = new JsonMapper();

    private final HttpClient http = HttpClient.newHttpClient();
    private final ConfigurableApplicationContext context;

    record Answer(int status, JsonNode body, String cacheControl) {

        String text(String member) {
            return body.path(member).asString("");
        }

        List<String> invalidFields() {
            return body.path("errors").values().stream()
                    .map(error -> error.path("field").stringValue())
                    .toList();
        }
    }

    RunningLogins() {
        this(Map.of());
    }

    RunningLogins(Map<String, String> further) {
        var stack = EmbeddedStack.shared();
        var settings = new HashMap<String, Object>(stack.properties(stack.newDatabase()));
        settings.put("server.port", "0");
        settings.put("startynk.identity.jwt-secret", SECRET);
        settings.putAll(further);
        context = new SpringApplicationBuilder(ServicePlatformConfiguration.class, LoginConfiguration.class)
                .properties(settings)
                .run();
    }

    <T> T bean(Class<T> type) {
        return context.getBean(type);
    }

    Answer get(String path, String token) {
        return send("GET", path, null, token);
    }

    Answer delete(String path, String token) {
        return send("DELETE", path, null, token);
    }

    Answer put(String path, Object body, @Nullable String token) {
        return send("PUT", path, body, token);
    }

    Answer post(String path, @Nullable Object body, @Nullable String token) {
        return send("POST", path, body, token);
    }

    Answer login(Person person, String password) {
        return login(person, password, "device-" + UUID.randomUUID());
    }

    Answer login(Person person, String password, String deviceId) {
        return post("/api/v1/auth/login", loginOf(person.username(), password, deviceId), null);
    }

    Answer refresh(String refreshToken) {
        return post("/api/v1/auth/refresh", Map.of("refreshToken", refreshToken), null);
    }

    static Map<String, Object> loginOf(String username, String password, String deviceId) {
        return Map.of(
                "username", username,
                "password", password,
                "device", Map.of("deviceId", deviceId, "name", "Pixel 9", "platform", "android"));
    }

    /** Somebody with an account. */
    record Person(String userId, String username, String password) {}

    Person person(Role... roles) {
        var person = new Person("u-" + UUID.randomUUID(), "Name-" + UUID.randomUUID(), "pw-" + UUID.randomUUID());
        bean(Accounts.class).save(person.userId(), person.username(), person.password(), Set.of(roles));
        return person;
    }

    String accessToken(Role... roles) {
        var person = person(roles);
        return login(person, person.password()).text("accessToken");
    }

    /** A token of somebody who never logged in here. */
    static String minted(String userId, String deviceId, Role... roles) {
        var now = Instant.now().getEpochSecond();
        var claims = Map.<String, Object>of(
                "sub", userId,
                "device_id", deviceId,
                "roles", Arrays.stream(roles).map(Role::name).toList(),
                "iat", now,
                "exp", now + 900);
        try {
            var token = new JWSObject(new JWSHeader(JWSAlgorithm.HS256), new Payload(claims));
            token.sign(new MACSigner(SECRET));
            return token.serialize();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Whether a token is good for a call. */
    boolean letsIn(String token) {
        return get("/api/v1/auth/devices", token).status() == 200;
    }

    void write(String sql, Object... values) {
        bean(TransactionTemplate.class)
                .executeWithoutResult(transaction -> bean(JdbcTemplate.class).update(sql, values));
    }

    private Answer send(String method, String path, @Nullable Object body, @Nullable String token) {
        var request = HttpRequest.newBuilder(URI.create(
                "http://127.0.0.1:" + context.getEnvironment().getRequiredProperty("local.server.port") + path));
        request.method(
                method,
                body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(JSON.writeValueAsString(body)));
        if (body != null) {
            request.header("Content-Type", "application/json");
        }
        if (token != null) {
            request.header("Authorization", "Bearer " + token);
        }
        return answer(request.build());
    }

    private Answer answer(HttpRequest request) {
        try {
            HttpResponse<String> response = http.send(request, BodyHandlers.ofString());
            return new Answer(
                    response.statusCode(),
                    response.body().isEmpty() ? JSON.nullNode() : JSON.readTree(response.body()),
                    response.headers().firstValue("Cache-Control").orElse(""));
        } catch (IOException e) {
            throw new IllegalStateException("no answer", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    @Override
    public void close() {
        context.close();
    }
}
