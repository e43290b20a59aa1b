package com.startynk.sync.realtime;

import com.startynk.sync.embedded.EmbeddedRedis;
import com.startynk.sync.embedded.EmbeddedSettings;
import com.startynk.sync.realtime.monitor.GatewayMonitor;
import com.startynk.sync.realtime.presence.PresenceSettings;
import io.lettuce.core.ClientOptions;
import io.lettuce.core.resource.ClientResources;
import io.lettuce.core.resource.DefaultClientResources;
import io.lettuce.core.resource.Delay;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.springframework.data.redis.connection.RedisStandaloneConfiguration;
import org.springframework.data.redis.connection.lettuce.LettuceClientConfiguration;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;
import org.springframework.data.redis.core.StringRedisTemplate;

/** Gateways of one deployment, with one clock and one feed, over a Redis of their own. */
final class PresenceNodes implements AutoCloseable {

    private static final String PREFIX = "presence:";

    final HandClock clock = new HandClock();
    final FeedModel feed = new FeedModel();

    private final Path folder;
    private final int port;
    private final List<Gateway> gateways = new ArrayList<>();
    private final List<GatewayMonitor> monitors = new ArrayList<>();
    private final ClientResources resources = DefaultClientResources.builder()
            .reconnectDelay(Delay.constant(Duration.ofMillis(200)))
            .build();
    private final LettuceConnectionFactory connections;
    private EmbeddedRedis redis;

    PresenceNodes(Path folder) throws IOException {
        this.folder = folder;
        try (var free = new ServerSocket(0)) {
            port = free.getLocalPort();
        }
        redis = EmbeddedRedis.start(folder, port, EmbeddedSettings.forTests());
        var settings = new RedisStandaloneConfiguration("127.0.0.1", port);
        settings.setPassword(redis.password());
        var options = ClientOptions.builder()
                .disconnectedBehavior(ClientOptions.DisconnectedBehavior.REJECT_COMMANDS)
                .build();
        connections = new LettuceConnectionFactory(
                settings,
                LettuceClientConfiguration.builder()
                        .clientResources(resources)
                        .clientOptions(options)
                        .commandTimeout(Duration.ofSeconds(1))
                        .build());
        connections.afterPropertiesSet();
        connections.start();
    }

    Gateway open() {
        return open(Gateway.presence(5000));
    }

    Gateway open(PresenceSettings settings) {
        var gateway = Gateway.open(feed, clock, settings);
        for (var person : List.of("anna", "ben", "carla")) {
            gateway.person(person, "WORKER");
        }
        gateway.person("zoe", "WORKER");
        gateway.person("root", "ADMIN");
        gateway.presence.start(gateway.relay.projectRooms(), connections, PREFIX);
        gateways.add(gateway);
        return gateway;
    }

    /** Shows a node's figures to the others; stopped with it. */
    GatewayMonitor monitor(Gateway gateway, String name) {
        var monitor =
                new GatewayMonitor(gateway.figures, connections, Gateway.JSON, () -> "sockets:", name, gateway::port);
        monitor.start();
        monitors.add(monitor);
        return monitor;
    }

    void loseRedis() {
        redis.close();
    }

    void bringRedisBack() {
        redis = EmbeddedRedis.start(folder, port, EmbeddedSettings.forTests());
    }

    /** What each node has written there, by its key. */
    Map<String, String> versions() {
        var versions = new HashMap<String, String>();
        for (var key : nodes()) {
            versions.put(key, String.valueOf(template().opsForHash().get(key, "")));
        }
        return versions;
    }

    List<String> nodes() {
        var keys = template().keys(PREFIX + "node:*");
        return List.copyOf(keys);
    }

    StringRedisTemplate template() {
        return new StringRedisTemplate(connections);
    }

    @Override
    public void close() {
        monitors.forEach(GatewayMonitor::stop);
        gateways.forEach(Gateway::close);
        connections.destroy();
        resources.shutdown(0, 1, TimeUnit.SECONDS).awaitUninterruptibly();
        redis.close();
    }
}
