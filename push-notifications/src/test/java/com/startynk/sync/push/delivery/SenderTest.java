package com.startynk.sync.push.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import com.startynk.sync.embedded.EmbeddedStack;
import com.startynk.sync.push.expo.ExpoClient;
import com.startynk.sync.push.expo.ExpoSettings;
import com.startynk.sync.push.notification.Priority;
import com.startynk.sync.push.standin.ExpoStandIn;
import com.startynk.sync.push.standin.StandInSettings;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.data.redis.connection.RedisStandaloneConfiguration;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;
import org.springframework.data.redis.core.StringRedisTemplate;
import tools.jackson.databind.json.JsonMapper;

/** Whose fault a refusal is: anybody may register a phone of a project that is not ours. */
class SenderTest {

    private static final String OURS = "@acme/site";
    private static final String THEIRS = "@other/site";

    private final AtomicLong ids = new AtomicLong();
    private final Clock clock = Clock.systemUTC();
    private final LettuceConnectionFactory connections = connections();
    private final ExpoStandIn expo =
            ExpoStandIn.start(0, new StandInSettings(null, 600, Duration.ofMillis(50), 0, new Random(7)));
    private Breaker breaker;
    private Sender sender;

    @BeforeEach
    void open() {
        connections.afterPropertiesSet();
        connections.start();
        var redis = new StringRedisTemplate(connections);
        var json = new JsonMapper();
        var settings = settings("test:" + UUID.randomUUID());
        breaker = new Breaker(redis, settings.queue(), settings.breakTime(), clock);
        sender = new Sender(
                new ExpoClient(new ExpoSettings(URI.create(expo.url().toString()), null, Duration.ofSeconds(20)), json),
                new MessageWriter(json, settings.giveUpAfter()),
                new SendingGate(redis, settings),
                breaker,
                ReceiptSchedule.of(settings, false),
                settings,
                clock);
    }

    @AfterEach
    void close() {
        expo.close();
        connections.destroy();
    }

    @Test
    void stopsNobodyForAPhoneOfAForeignSender() throws Exception {
        assertThat(send(phone(null, "foreign"))).hasOnlyElementsOfType(Result.Again.class);

        assertThat(breaker.open()).isZero();
        assertThat(send(phone(null, "ok"))).hasOnlyElementsOfType(Result.Accepted.class);
    }

    @Test
    void stopsNobodyForOneOfSeveralInAnAnswer() throws Exception {
        var results = send(phone(null, "credentials"), phone(null, "ok"));

        assertThat(results.get(0)).isInstanceOf(Result.Again.class);
        assertThat(results.get(1)).isInstanceOf(Result.Accepted.class);
        assertThat(breaker.open()).isZero();
    }

    @Test
    void stopsNobodyForOneAloneWhileOthersGoThrough() throws Exception {
        send(phone(null, "ok"));

        var result = (Result.Again) send(phone(null, "credentials")).get(0);

        assertThat(breaker.open()).isZero();
        assertThat(result.notBefore()).isBefore(clock.instant().plusSeconds(30));
    }

    @Test
    void stopsAPlatformForWhichNothingGoesThrough() throws Exception {
        var result = (Result.Again) send(phone(null, "credentials")).get(0);

        assertThat(breaker.isOpen("android")).isTrue();
        assertThat(breaker.isOpen("ios")).isFalse();
        assertThat(breaker.isOpen(Breaker.EVERYTHING)).isFalse();
        // Others are tried first then.
        assertThat(result.notBefore()).isAfter(breaker.closedFrom("android").plusMillis(250));
        assertThat(send(phone(null, "ok")))
                .allSatisfy(
                        other -> assertThat(((Result.Again) other).notBefore()).isBefore(result.notBefore()));
    }

    @Test
    void stopsAPlatformOfTheProjectThatIsRefusedOnly() throws Exception {
        send(phone(THEIRS, "credentials"));

        assertThat(send(phone(THEIRS, "ok"))).hasOnlyElementsOfType(Result.Again.class);
        assertThat(send(phone(OURS, "ok"))).hasOnlyElementsOfType(Result.Accepted.class);
        assertThat(send(phone(null, "ok"))).hasOnlyElementsOfType(Result.Accepted.class);
    }

    @Test
    void doesNotStopEverythingForAProjectThatDoesNotLetUsIn() throws Exception {
        send(phone(null, OURS + ":ok"), phone(null, THEIRS + ":forbidden"));

        assertThat(breaker.isOpen(Breaker.EVERYTHING)).isFalse();
        assertThat(send(phone(THEIRS, "ok"))).hasOnlyElementsOfType(Result.Again.class);
        assertThat(send(phone(null, OURS + ":ok"))).hasOnlyElementsOfType(Result.Accepted.class);
    }

    @Test
    void doesNotStopEverythingForOneRequestWhileOthersGoThrough() throws Exception {
        send(phone(null, "ok"));

        assertThat(send(phone(null, "forbidden"))).hasOnlyElementsOfType(Result.Again.class);

        assertThat(breaker.open()).isZero();
    }

    @Test
    void stopsEverythingWhenNothingIsLetIn() throws Exception {
        send(phone(null, "forbidden"));

        assertThat(breaker.isOpen(Breaker.EVERYTHING)).isTrue();
        assertThat(send(phone(null, "ok"))).hasOnlyElementsOfType(Result.Again.class);
    }

    @Test
    void sendsOnlyWhatItMayBegin() throws Exception {
        var held = phone(null, "ok");
        var lost = phone(null, "ok");

        var results = sender.send(List.of(lost, held), Map.of(), messages -> Set.of(held.id()))
                .results();

        assertThat(results).extracting(Result::message).containsExactly(held);
        assertThat(expo.taken())
                .hasSize(1)
                .allSatisfy(taken -> assertThat(taken.messages()).hasSize(1));
    }

    private List<Result> send(Claimed... messages) throws InterruptedException {
        return sender.send(
                        List.of(messages),
                        Map.of(),
                        begun -> begun.stream().map(Claimed::id).collect(Collectors.toSet()))
                .results();
    }

    /** A message to a phone whose project is known or not. */
    private Claimed phone(@Nullable String project, String kind) {
        var fate = project == null ? kind : project + ":" + kind;
        return new Claimed(
                ids.incrementAndGet(),
                "n",
                "ada",
                "phone",
                "ExponentPushToken[" + fate + "-" + UUID.randomUUID() + "]",
                "ada",
                false,
                "android",
                project,
                false,
                false,
                1,
                0,
                0,
                clock.instant(),
                false,
                "TEST",
                "TEST",
                "Storm",
                "Secure the crane",
                "{}",
                null,
                Priority.NORMAL,
                null,
                null);
    }

    private static SendingSettings settings(String queue) {
        return new SendingSettings(
                1,
                6,
                600,
                Duration.ofMinutes(1),
                Duration.ofSeconds(1),
                Duration.ofSeconds(1),
                Duration.ofMinutes(5),
                Duration.ofDays(1),
                3,
                Duration.ofMinutes(1),
                null,
                Duration.ofDays(1),
                Duration.ofMinutes(1),
                60,
                20,
                Duration.ZERO,
                Duration.ofDays(270),
                Duration.ofDays(30),
                queue);
    }

    private static LettuceConnectionFactory connections() {
        var redis = EmbeddedStack.shared().redis();
        var settings = new RedisStandaloneConfiguration(redis.host(), redis.port());
        settings.setPassword(redis.password());
        return new LettuceConnectionFactory(settings);
    }
}
