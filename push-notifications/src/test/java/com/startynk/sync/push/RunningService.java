package com.startynk.sync.push;

import com.startynk.sync.embedded.EmbeddedStack;
import com.startynk.sync.platform.ServicePlatformConfiguration;
import com.startynk.sync.push.delivery.Outbox;
import com.startynk.sync.push.notification.NewNotification;
import com.startynk.sync.push.standin.ExpoStandIn;
import com.startynk.sync.push.standin.StandInSettings;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.axonframework.eventhandling.EventTrackerStatus;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.eventhandling.TrackingEventProcessor;
import org.axonframework.eventsourcing.eventstore.EmbeddedEventStore;
import org.axonframework.messaging.GenericMessage;
import org.axonframework.queryhandling.QueryBus;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionTemplate;

/** The service on a free port, alone with a fresh database; one for all tests of the JVM. */
final class RunningService {

    static final String SECRET = "a key that is known to these tests only";

    /** How long a message waits for a device with an open socket. */
    static final Duration GRACE = Duration.ofSeconds(2);

    private static final ExpoStandIn EXPO =
            ExpoStandIn.start(0, new StandInSettings("the token", 600, Duration.ofMillis(50), 0, new Random(7)));

    private static final ConfigurableApplicationContext CONTEXT = start();

    private RunningService() {}

    private static ConfigurableApplicationContext start() {
        var stack = EmbeddedStack.shared();
        var settings = new HashMap<String, Object>(stack.properties(stack.newDatabase()));
        settings.put("server.port", "0");
        settings.put("startynk.identity.jwt-secret", SECRET);
        // The notifications of these tests are of all times.
        settings.put("startynk.retention.notification-log", "36500d");
        settings.put("startynk.push.expo-base-url", EXPO.url());
        settings.put("startynk.push.expo-access-token", "the token");
        settings.put("startynk.push.receipt-times", "100ms,300ms,600ms");
        settings.put("startynk.push.first-pause", "200ms");
        settings.put("startynk.push.sweep", "100ms");
        settings.put("startynk.push.check-after", "200ms");
        settings.put("startynk.push.grace", GRACE.toMillis() + "ms");
        var context = new SpringApplicationBuilder(
                        ServicePlatformConfiguration.class, ShippedTypes.class, PushNotificationsConfiguration.class)
                .properties(settings)
                .run();
        ReadingSide.answerOn(context.getBean(QueryBus.class));
        return context;
    }

    /** Stores an event as the command side does, and answers its identifier. */
    static String store(Object event, String streamId, long sequence, Map<String, ?> metaData) {
        return store(event, streamId, sequence, metaData, Instant.now());
    }

    /** One that happened then. */
    static String store(Object event, String streamId, long sequence, Map<String, ?> metaData, Instant at) {
        var message = new GenericDomainEventMessage<>(
                "stream", streamId, sequence, new GenericMessage<>(event, metaData), () -> at);
        CONTEXT.getBean(TransactionTemplate.class)
                .executeWithoutResult(
                        transaction -> CONTEXT.getBean(EmbeddedEventStore.class).publish(message));
        return message.getIdentifier();
    }

    /** Lets the processor of the rules see everything again, as after a change of them. */
    static void replayRules() {
        var processor = CONTEXT.getBean(org.axonframework.config.Configuration.class)
                .eventProcessingConfiguration()
                .eventProcessor("push-rules", TrackingEventProcessor.class)
                .orElseThrow();
        processor.shutDown();
        processor.resetTokens();
        processor.start();
    }

    /** Whether they have seen all that there is; a replay ends with the next event only. */
    static boolean rulesHaveCaughtUp() {
        var status = CONTEXT.getBean(org.axonframework.config.Configuration.class)
                .eventProcessingConfiguration()
                .eventProcessor("push-rules", TrackingEventProcessor.class)
                .orElseThrow()
                .processingStatus();
        return !status.isEmpty() && status.values().stream().allMatch(EventTrackerStatus::isCaughtUp);
    }

    static ExpoStandIn expo() {
        return EXPO;
    }

    /** Puts a notification down as rules do. */
    static void put(NewNotification one) {
        CONTEXT.getBean(TransactionTemplate.class)
                .executeWithoutResult(
                        transaction -> CONTEXT.getBean(Outbox.class).put(List.of(one)));
    }

    static <T> T bean(Class<T> type) {
        return CONTEXT.getBean(type);
    }

    static String url() {
        return "http://127.0.0.1:" + CONTEXT.getEnvironment().getRequiredProperty("local.server.port");
    }

    static JdbcTemplate jdbc() {
        return CONTEXT.getBean(JdbcTemplate.class);
    }

    /** What is written within becomes visible together. */
    static void inTransaction(Runnable work) {
        CONTEXT.getBean(TransactionTemplate.class).executeWithoutResult(transaction -> work.run());
    }

    static void write(String sql, @Nullable Object... values) {
        CONTEXT.getBean(TransactionTemplate.class).executeWithoutResult(transaction -> jdbc().update(sql, values));
    }
}
