package com.startynk.sync.query;

import static org.awaitility.Awaitility.await;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.startynk.sync.catalog.EntityCatalog;
import com.startynk.sync.embedded.EmbeddedStack;
import com.startynk.sync.platform.ServicePlatformConfiguration;
import com.startynk.sync.protocol.Caller;
import com.startynk.sync.query.platform.ReadBarrier;
import com.startynk.sync.query.projection.EntityRowsProjection;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.TrackingEventProcessor;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.axonframework.messaging.unitofwork.DefaultUnitOfWork;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.web.server.servlet.context.ServletWebServerApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The query side over real HTTP, MariaDB and Redis; one for all tests of a JVM, or one of a test's own. */
public final class RunningQuerySide implements AutoCloseable {

    private static final String SECRET = "a-key-for-tests-that-is-long-enough-for-every-algorithm-that-we-take";
    /** A setting: the folder with entity types of a test's own. */
    public static final String TYPES = "test.entity-types";

    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final JsonMapper JSON = new JsonMapper();

    private static RunningQuerySide shared;

    private final ServletWebServerApplicationContext context;

    private RunningQuerySide(ServletWebServerApplicationContext context) {
        this.context = context;
    }

    @Configuration(proxyBeanMethods = false)
    static class Catalog {

        @Bean
        EntityCatalog entityCatalog(Environment environment) {
            var types = environment.getProperty(TYPES);
            return EntityCatalog.load(types == null ? null : Path.of(types));
        }
    }

    public static synchronized RunningQuerySide shared() {
        if (shared == null) {
            shared = start(Map.of());
        }
        return shared;
    }

    static synchronized void closeShared() {
        if (shared != null) {
            shared.close();
            shared = null;
        }
    }

    /** Another one, on a database of its own. */
    public static RunningQuerySide start(Map<String, String> settings) {
        return start(servers(), settings);
    }

    /** A database of its own, for several that share it. */
    public static Map<String, String> servers() {
        var stack = EmbeddedStack.shared();
        return stack.properties(stack.newDatabase());
    }

    static RunningQuerySide startOn(EmbeddedStack stack) {
        return start(stack.properties(), Map.of());
    }

    /** Another one, on these servers. */
    public static RunningQuerySide start(Map<String, String> servers, Map<String, String> settings) {
        var all = new HashMap<String, Object>(servers);
        all.put("server.port", "0");
        all.put("startynk.identity.jwt-secret", SECRET);
        all.put("startynk.encryption.keys", "test:" + Base64.getEncoder().encodeToString(new byte[32]));
        all.putAll(settings);
        var application = new SpringApplicationBuilder(
                        ServicePlatformConfiguration.class, QuerySideConfiguration.class, Catalog.class)
                .properties(all)
                .registerShutdownHook(false);
        return new RunningQuerySide((ServletWebServerApplicationContext) application.run());
    }

    public <T> T bean(Class<T> type) {
        return context.getBean(type);
    }

    /** Stores events as the command side does: one append, one transaction. */
    public void store(List<? extends DomainEventMessage<?>> events) {
        store(events, () -> {});
    }

    /** The same, with something in between: the events have their places in the store, and nobody sees them yet. */
    public void store(List<? extends DomainEventMessage<?>> events, Runnable beforeCommit) {
        publish(events, beforeCommit);
    }

    /** Stores an event that no entity has told. */
    public void publish(EventMessage<?> event) {
        publish(List.of(event), () -> {});
    }

    private void publish(List<? extends EventMessage<?>> events, Runnable beforeCommit) {
        var transactions = bean(org.axonframework.common.transaction.TransactionManager.class);
        var unitOfWork = DefaultUnitOfWork.startAndGet(null);
        unitOfWork.attachTransaction(transactions);
        try {
            bean(EventStore.class).publish(events);
            unitOfWork.onPrepareCommit(work -> beforeCommit.run());
            unitOfWork.commit();
        } catch (RuntimeException e) {
            if (unitOfWork.isActive()) {
                unitOfWork.rollback(e);
            }
            throw e;
        }
    }

    /** Waits until everything that was stored is projected. */
    public void settle() {
        await().until(() -> bean(ReadBarrier.class).awaited() == 0);
    }

    /** Projects every event once more, to the end. */
    public void replay() {
        var processor = projection();
        processor.shutDown();
        processor.resetTokens();
        processor.start();
        await().until(() -> processor.processingStatus().values().stream()
                .anyMatch(status -> status.isCaughtUp()
                        && status.getCurrentPosition().orElse(0)
                                >= status.getResetPosition().orElse(0)));
    }

    /** What projects here, or could. */
    public TrackingEventProcessor projection() {
        return bean(org.axonframework.config.Configuration.class)
                .eventProcessingConfiguration()
                .eventProcessor(EntityRowsProjection.GROUP, TrackingEventProcessor.class)
                .orElseThrow();
    }

    public Answer get(String path, Caller caller, String... headers) {
        var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port() + path))
                .header("Authorization", "Bearer " + token(caller));
        for (var at = 0; at < headers.length; at += 2) {
            request.header(headers[at], headers[at + 1]);
        }
        return answer(request);
    }

    private static Answer answer(HttpRequest.Builder request) {
        try {
            return new Answer(HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    public Answer post(String path, Caller caller, String body) {
        return answer(HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port() + path))
                .header("Authorization", "Bearer " + token(caller))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body)));
    }

    public int port() {
        return context.getWebServer().getPort();
    }

    /** Changes something in the database behind everybody's back. */
    public void execute(String sql, Object... values) {
        new TransactionTemplate(bean(PlatformTransactionManager.class))
                .executeWithoutResult(work -> bean(JdbcTemplate.class).update(sql, values));
    }

    @Override
    public void close() {
        context.close();
    }

    public static String token(Caller caller) {
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

    /** What came back. */
    public record Answer(HttpResponse<String> response) {

        public int status() {
            return response.statusCode();
        }

        public String header(String name) {
            return response.headers().firstValue(name).orElse("");
        }

        public String body() {
            return response.body();
        }

        public JsonNode json() {
            return JSON.readTree(response.body());
        }

        public String errorCode() {
            return json().path("errorCode").asString("");
        }
    }
}
