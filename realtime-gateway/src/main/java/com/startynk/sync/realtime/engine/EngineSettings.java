package com.startynk.sync.realtime.engine;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * How the Socket.IO server listens, and how long and how much it bears.
 *
 * @param address to bind; null is all
 * @param port 0 takes a free one
 * @param threads event loops; two keep one slow write from holding up every socket
 * @param pingInterval how often the server asks whether a client lives; short enough for the idle time-outs of proxies
 * @param pingTimeout how long the client may take to say so
 * @param connectTimeout how long a client may take from the first byte to its accepted handshake
 * @param keepAlive how long an HTTP connection may wait for its next request; longer than {@code pingInterval}, so that
 *     a polling client that answers pings keeps its connection
 * @param maxPayload bytes of one message or one polling request; announced to clients, which split their polling requests
 * @param maxQueued bytes that may wait for one client before it is told to pull instead
 * @param sslBundle whose certificate is shown, by Spring Boot's name for it: that of the HTTP API when nothing is said. None
 *     is plain text, for a proxy in front
 * @param trustedProxies networks of proxies that are believed about who calls; made of {@code TRUSTED_PROXIES}
 * @param allowedOrigins web pages that may connect by polling; {@code *} is any. Credentials are never taken from cookies
 */
@ConfigurationProperties("startynk.realtime")
public record EngineSettings(
        @Nullable String address,
        @DefaultValue("3001") int port,
        @DefaultValue("2") int threads,
        @DefaultValue("25s") Duration pingInterval,
        @DefaultValue("20s") Duration pingTimeout,
        @DefaultValue("20s") Duration connectTimeout,
        @DefaultValue("75s") Duration keepAlive,
        @DefaultValue("1000000B") DataSize maxPayload,
        @DefaultValue("1MB") DataSize maxQueued,
        @Nullable String sslBundle,
        @DefaultValue List<String> trustedProxies,
        @DefaultValue List<String> allowedOrigins) {

    public EngineSettings {
        if (keepAlive.compareTo(pingInterval) <= 0) {
            throw new IllegalArgumentException("startynk.realtime.keep-alive must be longer than ping-interval");
        }
        sslBundle = sslBundle == null || sslBundle.isBlank() ? null : sslBundle;
        trustedProxies = List.copyOf(trustedProxies);
        allowedOrigins = List.copyOf(allowedOrigins);
    }
}
