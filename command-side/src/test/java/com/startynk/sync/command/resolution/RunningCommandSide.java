package com.startynk.sync.command.resolution;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.startynk.sync.catalog.EntityCatalog;
import com.startynk.sync.command.CommandSideConfiguration;
import com.startynk.sync.embedded.EmbeddedStack;
import com.startynk.sync.platform.ServicePlatformConfiguration;
import com.startynk.sync.protocol.Caller;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.axonframework.eventhandling.EventBus;
import org.axonframework.queryhandling.QueryBus;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.support.GenericApplicationContext;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The command side over real HTTP and its real event store, beside a record of conflicts. */
final class RunningCommandSide implements AutoCloseable {

    private static final String SECRET = "a key that is known to these tests only";
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final JsonMapper JSON = new JsonMapper();

    private final ConfigurableApplicationContext context;

    record Answer(int status, JsonNode body) {

        String text(String member) {
            return body.path(member).asString("");
        }
    }

    /** @param database where it goes on, so that it can be started again */
    RunningCommandSide(String database, ConflictsOnRecord conflicts) {
        var settings = new HashMap<String, Object>(EmbeddedStack.shared().properties(database));
        settings.put("server.port", "0");
        settings.put("startynk.identity.jwt-secret", SECRET);
        settings.put("startynk.entities.snapshot-after", "3");
        context = new SpringApplicationBuilder(ServicePlatformConfiguration.class, CommandSideConfiguration.class)
                .initializers(fresh -> ((GenericApplicationContext) fresh)
                        .registerBean(
                                EntityCatalog.class,
                                () -> EntityCatalog.load(Path.of("../standalone/src/test/entity-types"))))
                .properties(settings)
                .registerShutdownHook(false)
                .run();
        conflicts.listen(context.getBean(EventBus.class), context.getBean(QueryBus.class));
    }

    Answer post(String path, Map<String, ?> body, Caller caller) {
        return post(path, JSON.writeValueAsString(body), caller);
    }

    Answer post(String path, String body, Caller caller) {
        var port = context.getEnvironment().getRequiredProperty("local.server.port");
        var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .header("Authorization", "Bearer " + token(caller))
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body))
                .build();
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

    <T> T bean(Class<T> type) {
        return context.getBean(type);
    }

    @Override
    public void close() {
        context.close();
    }

    private static String token(Caller caller) {
        try {
            var token = new SignedJWT(
                    new JWSHeader(JWSAlgorithm.HS256),
                    new JWTClaimsSet.Builder()
                            .subject(caller.userId())
                            .claim("device_id", caller.deviceId())
                            .claim("roles", List.copyOf(caller.roles()))
                            .issueTime(Date.from(Instant.now()))
                            .expirationTime(Date.from(Instant.now().plusSeconds(900)))
                            .build());
            token.sign(new MACSigner(SECRET));
            return token.serialize();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }
}
