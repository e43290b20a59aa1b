package com.startynk.sync.standalone.access;

import com.startynk.sync.catalog.EntityCatalog;
import com.startynk.sync.embedded.EmbeddedStack;
import com.startynk.sync.platform.trpc.Procedure;
import com.startynk.sync.realtime.call.CallHandler;
import com.startynk.sync.realtime.engine.Engine;
import com.startynk.sync.standalone.WholeSystem;
import com.startynk.sync.standalone.access.Line.Kind;
import java.nio.file.Path;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.web.server.servlet.context.ServletWebServerApplicationContext;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.core.env.MapPropertySource;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.RequestMappingInfoHandlerMapping;

/** All services in this JVM, on an empty database. */
final class RunningServices implements AutoCloseable {

    static final String SECRET = "a-key-for-tests-that-is-long-enough-for-every-algorithm-that-we-take";

    private final ServletWebServerApplicationContext context;

    private RunningServices(ServletWebServerApplicationContext context) {
        this.context = context;
    }

    static RunningServices start(Path types) {
        return start(types, EmbeddedStack.shared().newDatabase());
    }

    static RunningServices start(Path types, String database) {
        return start(types, database, "access");
    }

    /** One of several on the same database. */
    static RunningServices start(Path types, String database, String node) {
        var settings = new HashMap<String, Object>(EmbeddedStack.shared().properties(database));
        settings.put("server.port", 0);
        settings.put("server.shutdown", "immediate");
        settings.put("startynk.realtime.port", 0);
        settings.put("startynk.identity.jwt-secret", SECRET);
        settings.put("startynk.encryption.keys", "test:" + Base64.getEncoder().encodeToString(new byte[32]));
        settings.put("startynk.axon.node-id", node);
        // Nothing goes to Expo from here.
        settings.put("startynk.push.workers", 0);
        // Everybody guesses a password here, from one network.
        settings.put("startynk.logins.crowd-tries", 1000);
        var catalog = EntityCatalog.load(types);
        var application = new SpringApplication(WholeSystem.application());
        application.setRegisterShutdownHook(false);
        application.setLogStartupInfo(false);
        application.addInitializers(starting -> {
            starting.getEnvironment().getPropertySources().addFirst(new MapPropertySource("access", settings));
            ((GenericApplicationContext) starting).registerBean(EntityCatalog.class, () -> catalog);
        });
        return new RunningServices((ServletWebServerApplicationContext) application.run());
    }

    int port() {
        return context.getWebServer().getPort();
    }

    int socketPort() {
        return context.getBean(Engine.class).port();
    }

    <B> B bean(Class<B> type) {
        return context.getBean(type);
    }

    EntityCatalog catalog() {
        return context.getBean(EntityCatalog.class);
    }

    /** Everything of a kind that a client can call. */
    Set<String> endpoints(Kind kind) {
        return switch (kind) {
            case REST -> rest();
            case TRPC -> names(context.getBeansOfType(Procedure.class), Procedure::name);
            case SOCKET -> names(context.getBeansOfType(CallHandler.class), CallHandler::event);
        };
    }

    private static <B> Set<String> names(Map<String, B> beans, Function<B, String> name) {
        return beans.values().stream().map(name).collect(Collectors.toCollection(TreeSet::new));
    }

    private Set<String> rest() {
        return context.getBeansOfType(RequestMappingInfoHandlerMapping.class).values().stream()
                .flatMap(mapping -> mapping.getHandlerMethods().keySet().stream())
                .flatMap(RunningServices::calls)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Stream<String> calls(RequestMappingInfo mapped) {
        var methods = mapped.getMethodsCondition().getMethods();
        var names = methods.isEmpty()
                ? Set.of("any")
                : methods.stream().map(Enum::name).toList();
        return mapped.getPatternValues().stream().flatMap(path -> names.stream().map(method -> method + " " + path));
    }

    /** The paths of servlets, in which Spring's mappings are one. */
    Set<String> servlets() {
        var servlets = context.getServletContext();
        return servlets.getServletRegistrations().values().stream()
                .flatMap(one -> one.getMappings().stream())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    @Override
    public void close() {
        context.close();
    }
}
