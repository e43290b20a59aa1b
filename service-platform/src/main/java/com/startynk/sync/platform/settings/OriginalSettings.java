package com.startynk.sync.platform.settings;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.boot.EnvironmentPostProcessor;
import org.springframework.boot.SpringApplication;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.Environment;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;

/**
 * The environment variables of the original system keep their names, and have company of their kind. They rank just below other environment variables, so
 * that {@code SPRING_DATASOURCE_URL} or a command line option still wins.
 */
public final class OriginalSettings implements EnvironmentPostProcessor {

    /**
     * The setting of an application that brings its database and Redis along: variables that name others, left in a shell by
     * something else, are not even read.
     */
    public static final String OWN_STORES = "startynk.own-stores";

    private static final Map<String, String> REDIS = Map.of(
            "REDIS_HOST", "spring.data.redis.host",
            "REDIS_PORT", "spring.data.redis.port",
            "REDIS_PASSWORD", "spring.data.redis.password");

    private static final Map<String, String> NAMES = Map.ofEntries(
            Map.entry("JWT_SECRET", "startynk.identity.jwt-secret"),
            Map.entry("JWT_SECRET_SECOND", "startynk.identity.second-jwt-secret"),
            Map.entry("AUDIT_KEY", "startynk.audit.key"),
            Map.entry("AUDIT_KEYS_EARLIER", "startynk.audit.earlier-keys"),
            Map.entry("ENCRYPTION_KEYS", "startynk.encryption.keys"),
            Map.entry("EXPO_ACCESS_TOKEN", "startynk.push.expo-access-token"),
            Map.entry("EXPO_BASE_URL", "startynk.push.expo-base-url"),
            Map.entry("WS_URL", "startynk.urls.ws"),
            Map.entry("API_URL", "startynk.urls.api"),
            Map.entry("WEB_URL", "startynk.urls.web"));

    @Override
    public void postProcessEnvironment(ConfigurableEnvironment environment, SpringApplication application) {
        var settings = new LinkedHashMap<String, Object>();
        copy(NAMES, environment, settings);
        if (!environment.getProperty(OWN_STORES, Boolean.class, false)) {
            copy(REDIS, environment, settings);
            readDatabase(environment, settings);
        }
        var proxies = environment.getProperty("TRUSTED_PROXIES");
        if (proxies != null && !proxies.isBlank()) {
            settings.put("server.forward-headers-strategy", "native");
            settings.put("server.tomcat.remoteip.internal-proxies", networks(proxies));
            settings.put("startynk.realtime.trusted-proxies", networks(proxies));
        }
        environment
                .getPropertySources()
                .addAfter(
                        StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME,
                        new MapPropertySource("startynkOriginalSettings", settings));
    }

    private static void copy(Map<String, String> names, Environment environment, Map<String, Object> settings) {
        names.forEach((variable, setting) -> {
            var value = environment.getProperty(variable);
            if (value != null && !value.isEmpty()) {
                settings.put(setting, value);
            }
        });
    }

    private static void readDatabase(Environment environment, Map<String, Object> settings) {
        var databaseUrl = environment.getProperty("DATABASE_URL");
        if (databaseUrl == null || databaseUrl.isEmpty()) {
            return;
        }
        var database = DatabaseUrl.parse(databaseUrl);
        settings.put("spring.datasource.url", database.jdbcUrl());
        if (database.username() != null) {
            settings.put("spring.datasource.username", database.username());
        }
        if (database.password() != null) {
            settings.put("spring.datasource.password", database.password());
        }
    }

    /** Nobody else is believed: whoever reaches a node directly could claim any address. */
    private static String networks(String addresses) {
        return Stream.of(addresses.split(","))
                .map(String::strip)
                .filter(address -> !address.isEmpty())
                .map(address -> address.contains("/") ? address : address + (address.contains(":") ? "/128" : "/32"))
                .collect(Collectors.joining(","));
    }
}
