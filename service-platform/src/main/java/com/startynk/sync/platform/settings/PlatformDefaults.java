package com.startynk.sync.platform.settings;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Map;
import org.springframework.boot.EnvironmentPostProcessor;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.env.DefaultPropertiesPropertySource;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.support.PropertiesLoaderUtils;

/**
 * What the framework is set to when nobody says otherwise. Every other source of settings wins, an application's own defaults
 * among them.
 */
public final class PlatformDefaults implements EnvironmentPostProcessor {

    private static final String LOCATION = "startynk-platform.properties";

    @Override
    public void postProcessEnvironment(ConfigurableEnvironment environment, SpringApplication application) {
        var defaults = read();
        var sources = environment.getPropertySources();
        if (sources.get(DefaultPropertiesPropertySource.NAME) instanceof MapPropertySource ofApplication) {
            defaults.putAll(ofApplication.getSource());
        }
        // Spring Boot keeps this source last of all, so there is no place behind it.
        sources.remove(DefaultPropertiesPropertySource.NAME);
        sources.addLast(new DefaultPropertiesPropertySource(defaults));
    }

    private static Map<String, Object> read() {
        try {
            var properties = PropertiesLoaderUtils.loadProperties(
                    new ClassPathResource(LOCATION, PlatformDefaults.class.getClassLoader()));
            var settings = new HashMap<String, Object>();
            properties.stringPropertyNames().forEach(name -> settings.put(name, properties.getProperty(name)));
            return settings;
        } catch (IOException e) {
            throw new UncheckedIOException("the platform's defaults are not on the class path", e);
        }
    }
}
