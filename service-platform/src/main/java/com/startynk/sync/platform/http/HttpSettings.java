package com.startynk.sync.platform.http;

import java.time.Duration;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * Settings of the edge.
 *
 * @param maxRequest the largest body that is read; room for a batch of 500 items of 10 KiB
 * @param allowedOrigins web pages that may call; none by default, {@code *} is any. Credentials are never taken from cookies
 * @param lingerTime how long what still comes of a body is taken after its request was answered, so that its sender gets to see
 *     the answer; then the connection is cut
 * @param lingering how many such bodies are taken at the same time; connections beyond that are cut at once. Each costs a
 *     connection's buffers, some 150 KiB, and no thread
 */
@ConfigurationProperties("startynk.http")
public record HttpSettings(
        @DefaultValue("8MB") DataSize maxRequest,
        @DefaultValue List<String> allowedOrigins,
        @DefaultValue("5s") Duration lingerTime,
        @DefaultValue("500") int lingering) {

    public HttpSettings {
        allowedOrigins = List.copyOf(allowedOrigins);
    }
}
