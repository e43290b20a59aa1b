package com.startynk.sync.platform.http;

import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * Settings of the edge.
 *
 * @param maxRequest the largest body that is read; room for a batch of 500 items of 10 KiB
 * @param allowedOrigins web pages that may call; none by default, {@code *} is any. Credentials are never taken from cookies
 */
@ConfigurationProperties("startynk.http")
public record HttpSettings(
        @DefaultValue("8MB") DataSize maxRequest,
        @DefaultValue List<String> allowedOrigins) {

    public HttpSettings {
        allowedOrigins = List.copyOf(allowedOrigins);
    }
}
