package com.startynk.sync.realtime;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.startynk.sync.embedded.EmbeddedStack;
import com.startynk.sync.platform.redis.RedisSubscription;
import com.startynk.sync.protocol.notification.NotificationAnnouncement;
import com.startynk.sync.protocol.notification.SocketAnswer;
import com.startynk.sync.protocol.notification.SocketQuestion;
import com.startynk.sync.protocol.notification.SocketQuestion.Device;
import com.startynk.sync.protocol.notification.TakenNotification;
import com.startynk.sync.realtime.feed.PushAnswers;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.data.redis.connection.RedisStandaloneConfiguration;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;
import org.springframework.data.redis.core.StringRedisTemplate;

/** What whoever wakes phones learns of sockets. */
class PushAnswersTest {

    private static final String AWAY = "{\"status\":\"away\",\"projectId\":\"p-1\",\"screen\":\"tasks\"}";
    private static final String ONLINE = "{\"status\":\"online\",\"projectId\":\"p-1\",\"screen\":\"tasks\"}";

    private final String notificationId = UUID.randomUUID().toString();
    private final String answerTo = "test-answers:" + UUID.randomUUID();
    private final BlockingQueue<SocketAnswer> answers = new LinkedBlockingQueue<>();
    private Gateway gateway;
    private LettuceConnectionFactory connections;
    private StringRedisTemplate redis;
    private PushAnswers pushAnswers;
    private RedisSubscription heard;

    @BeforeEach
    void open() {
        gateway = Gateway.open();
        gateway.person("anna", "WORKER");
        gateway.person("ben", "WORKER");
        gateway.feed.member("anna", "p-1");
        var server = EmbeddedStack.shared().redis();
        var settings = new RedisStandaloneConfiguration(server.host(), server.port());
        settings.setPassword(server.password());
        connections = new LettuceConnectionFactory(settings);
        connections.afterPropertiesSet();
        connections.start();
        redis = new StringRedisTemplate(connections);
        pushAnswers = new PushAnswers(connections, gateway.relay, Gateway.JSON);
        pushAnswers.start();
        heard = new RedisSubscription(
                connections,
                answerTo,
                "test-answers",
                message -> answers.add(Gateway.JSON.readValue(message, SocketAnswer.class)));
        heard.start();
    }

    @AfterEach
    void close() {
        heard.stop();
        pushAnswers.stop();
        connections.destroy();
        gateway.close();
    }

    @Test
    void noteDownWhoHasReadANotification() {
        try (var anna = Client.with(gateway, "anna");
                var ben = Client.with(gateway, "ben")) {
            anna.askJson("presence:update", ONLINE);
            tell("anna");

            anna.next("notification");
            await().untilAsserted(() -> assertThat(taken()).containsOnly(Map.entry(device("anna"), "1")));
            assertThat(redis.getExpire(TakenNotification.key(notificationId))).isPositive();
            assertThat(ben.all("notification")).isEmpty();
        }
    }

    @Test
    void noteDownNobodyWhoseClientHasNotAnsweredSince() throws Exception {
        try (var anna = RawWebSocket.open(gateway.port(), "anna")) {
            anna.next(packet -> packet.startsWith("40"));
            look(anna);

            tell("anna");

            anna.next(packet -> packet.startsWith("42[\"notification\""));
            anna.next("2"::equals);
            await().during(Duration.ofMillis(300)).until(() -> taken().isEmpty());
            anna.send("3");
            await().until(() -> taken().size() == 1);
        }
    }

    @Test
    void takeTheAnswerToAnEarlierPingForNothing() throws Exception {
        try (var anna = RawWebSocket.open(gateway.port(), "anna")) {
            anna.next(packet -> packet.startsWith("40"));
            look(anna);
            tell("anna");
            anna.next("2"::equals);
            var later = UUID.randomUUID().toString();

            gateway.relay.notified(announcement("anna", later), pushAnswers);
            anna.next("2"::equals);
            anna.send("3");

            await().until(() -> taken().size() == 1);
            await().during(Duration.ofMillis(300)).until(() -> taken(later).isEmpty());
        }
    }

    @Test
    void noteDownNobodyWhoHasSaidThatHeDoesNotLook() {
        try (var anna = Client.with(gateway, "anna")) {
            anna.askJson("presence:update", AWAY);

            tell("anna");

            anna.next("notification");
            await().during(Duration.ofMillis(300)).until(() -> taken().isEmpty());
        }
    }

    @Test
    void noteDownNobodyWhoHasOnlyConnectedAgain() throws Exception {
        try (var anna = Client.with(gateway, "anna")) {
            anna.askJson("presence:update", ONLINE);
        }
        try (var anna = Client.with(gateway, "anna")) {
            tell("anna");

            anna.next("notification");
            await().during(Duration.ofMillis(300)).until(() -> taken().isEmpty());
            assertThat(ask("anna", "ben")).isEmpty();
        }
    }

    @Test
    void takeItForAwayThatTheProjectMayNotBeSeenAnyMore() throws Exception {
        try (var anna = Client.with(gateway, "anna")) {
            anna.askJson("presence:update", ONLINE);
            assertThat(ask("anna")).isNotEmpty();

            var answer = anna.askJson("presence:update", AWAY.replace("p-1", "p-2"));

            assertThat(answer.toString()).contains("FORBIDDEN");
            assertThat(ask("anna")).isEmpty();
            anna.askJson("presence:update", ONLINE.replace("p-1", "p-2"));
            assertThat(ask("anna")).isEmpty();
        }
    }

    @Test
    void nameTheDevicesThatHaveASocketHereAtWhichSomebodyLooks() throws Exception {
        try (var anna = Client.with(gateway, "anna")) {
            assertThat(ask("anna", "ben")).isEmpty();

            anna.askJson("presence:update", ONLINE);
            assertThat(ask("anna", "ben")).containsExactly(new Device("anna", device("anna")));

            anna.askJson("presence:update", AWAY);
            assertThat(ask("anna", "ben")).isEmpty();

            anna.askJson("presence:update", ONLINE);
            assertThat(ask("anna", "ben")).containsExactly(new Device("anna", device("anna")));
        }
        await().untilAsserted(() -> assertThat(ask("anna", "ben")).isEmpty());
    }

    private static void look(RawWebSocket anna) throws InterruptedException {
        anna.send("421[\"presence:update\"," + ONLINE + "]");
        anna.next(packet -> packet.startsWith("431"));
    }

    private List<Device> ask(String... people) throws InterruptedException {
        var id = UUID.randomUUID().toString();
        var devices = List.of(people).stream()
                .map(person -> new Device(person, device(person)))
                .toList();
        var question = Gateway.JSON.writeValueAsString(new SocketQuestion(id, answerTo, devices));
        // Subscriptions of this test begin a moment after they are asked for.
        await().until(() -> redis.convertAndSend(SocketQuestion.CHANNEL, question) > 0);
        var answer = answers.poll(8, TimeUnit.SECONDS);
        assertThat(answer).isNotNull();
        assertThat(answer.id()).isEqualTo(id);
        return answer.devices();
    }

    private void tell(String person) {
        gateway.relay.notified(announcement(person, notificationId), pushAnswers);
    }

    private static byte[] announcement(String person, String id) {
        return Gateway.JSON
                .writeValueAsString(new NotificationAnnouncement(person, id, "{\"title\":\"Storm\"}"))
                .getBytes(UTF_8);
    }

    private Map<Object, Object> taken() {
        return taken(notificationId);
    }

    private Map<Object, Object> taken(String id) {
        return redis.opsForHash().entries(TakenNotification.key(id));
    }

    private static String device(String person) {
        return "d-" + person;
    }
}
