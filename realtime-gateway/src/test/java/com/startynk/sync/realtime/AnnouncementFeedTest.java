package com.startynk.sync.realtime;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.startynk.sync.embedded.EmbeddedRedis;
import com.startynk.sync.embedded.EmbeddedSettings;
import com.startynk.sync.platform.redis.OwnAnnouncements;
import com.startynk.sync.protocol.conflict.Resolution;
import com.startynk.sync.protocol.feed.FeedAnnouncement;
import com.startynk.sync.protocol.feed.FeedAnnouncement.ConflictNotice;
import com.startynk.sync.realtime.feed.AnnouncementFeed;
import io.lettuce.core.resource.ClientResources;
import io.lettuce.core.resource.DefaultClientResources;
import io.lettuce.core.resource.Delay;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.dao.DataAccessException;
import org.springframework.data.redis.connection.RedisStandaloneConfiguration;
import org.springframework.data.redis.connection.lettuce.LettuceClientConfiguration;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;
import org.springframework.data.redis.core.StringRedisTemplate;

class AnnouncementFeedTest {

    @TempDir
    Path folder;

    private final OwnAnnouncements own = new OwnAnnouncements();
    private Gateway gateway;
    private int port;
    private String password;
    private EmbeddedRedis redis;
    private LettuceConnectionFactory connections;
    private ClientResources resources;
    private AnnouncementFeed listener;

    @BeforeEach
    void open() throws IOException {
        gateway = Gateway.open();
        gateway.person("anna", "WORKER");
        gateway.feed.member("anna", "p-1");
        try (var free = new ServerSocket(0)) {
            port = free.getLocalPort();
        }
        startRedis();
        password = redis.password();
    }

    @AfterEach
    void close() throws Exception {
        listener.stop();
        connections.destroy();
        resources.shutdown(0, 1, TimeUnit.SECONDS).sync();
        gateway.close();
        redis.close();
    }

    @Test
    void hearsAnnouncementsInTheirOrder() {
        listen();
        try (var anna = Client.with(gateway, "anna")) {
            heardBy(anna);
            var before = anna.changed().size();
            var tasks = gateway.feed.tasks("p-1", 200);
            await().untilAsserted(() -> assertThat(anna.changed()).hasSize(before + 200));
            assertThat(anna.changed().subList(before, before + 200)).isEqualTo(tasks);
            anna.assertChained();
        }
    }

    @Test
    void sendsEveryoneToPullAfterAnOutageAndHearsAgain() {
        listen();
        try (var anna = Client.with(gateway, "anna")) {
            heardBy(anna);
            redis.close();
            gateway.feed.task("p-1");
            assertThat(anna.next("sync:required").path("reason").stringValue()).isEqualTo("GAP");

            startRedis();
            heardBy(anna);
        }
    }

    @Test
    void startsWithoutRedisAndHearsOnceItIsThere() {
        redis.close();
        listen();
        try (var anna = Client.with(gateway, "anna")) {
            startRedis();
            heardBy(anna);
        }
    }

    @Test
    void hearsItsOwnProcessOnceAndAlsoWhileRedisIsAway() {
        listen();
        gateway.feed.publisher = announcement ->
                publish(new StringRedisTemplate(connections), own.tell(Gateway.JSON.writeValueAsBytes(announcement)));
        var notice = new ConflictNotice(
                "detected", "c-1", "task", "e-1", "p-1", List.of("status"), Resolution.SERVER, "anna", null);
        try (var anna = Client.with(gateway, "anna")) {
            gateway.feed.conflict(notice);
            heardBy(anna);
            heardBy(anna);
            assertThat(anna.all("conflict:detected")).hasSize(1);

            redis.close();
            var task = gateway.feed.task("p-1");
            await().untilAsserted(() -> assertThat(anna.changed()).contains(task));
            assertThat(anna.all("sync:required")).isEmpty();
            anna.assertChained();
        }
    }

    @Test
    void hearsOtherProcessesThatSayWhoTheyAre() {
        listen();
        var other = new OwnAnnouncements();
        gateway.feed.publisher = announcement ->
                publish(new StringRedisTemplate(connections), other.tell(Gateway.JSON.writeValueAsBytes(announcement)));
        try (var anna = Client.with(gateway, "anna")) {
            heardBy(anna);
        }
    }

    private void startRedis() {
        redis = EmbeddedRedis.start(folder, port, EmbeddedSettings.forTests());
    }

    /** From here on the feed is announced over Redis. */
    private void listen() {
        var settings = new RedisStandaloneConfiguration("127.0.0.1", port);
        settings.setPassword(password);
        resources = DefaultClientResources.builder()
                .reconnectDelay(Delay.constant(Duration.ofMillis(200)))
                .build();
        connections = new LettuceConnectionFactory(
                settings,
                LettuceClientConfiguration.builder()
                        .clientResources(resources)
                        .commandTimeout(Duration.ofMillis(500))
                        .build());
        connections.afterPropertiesSet();
        connections.start();
        var template = new StringRedisTemplate(connections);
        listener = AnnouncementFeed.ofChanges(own, connections, gateway.relay::announced);
        listener.start();
        gateway.feed.publisher = announcement -> publish(template, Gateway.JSON.writeValueAsBytes(announcement));
    }

    private void heardBy(Client client) {
        await().atMost(Duration.ofSeconds(20)).ignoreExceptions().untilAsserted(() -> {
            var task = gateway.feed.task("p-1");
            await().pollDelay(Duration.ZERO)
                    .atMost(Duration.ofSeconds(1))
                    .until(() -> client.changed().contains(task));
        });
    }

    /** As the projection does: what cannot be announced is in the feed all the same. */
    private static void publish(StringRedisTemplate template, byte[] message) {
        try {
            template.convertAndSend(FeedAnnouncement.CHANNEL, new String(message, UTF_8));
        } catch (DataAccessException e) {
            assertThat(e).hasMessageNotContaining("WRONGPASS");
        }
    }
}
