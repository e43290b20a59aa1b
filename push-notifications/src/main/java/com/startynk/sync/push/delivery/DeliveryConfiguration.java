package com.startynk.sync.push.delivery;

import com.startynk.sync.push.expo.ExpoClient;
import com.startynk.sync.push.expo.ExpoSettings;
import com.startynk.sync.push.notification.NotificationRows;
import com.startynk.sync.push.token.PushTokens;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import org.axonframework.queryhandling.QueryGateway;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.data.redis.connection.RedisConnectionFactory;
import org.springframework.data.redis.core.StringRedisTemplate;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionOperations;
import tools.jackson.databind.json.JsonMapper;

/** The outbox, and this node's part in sending what is in it. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties({ExpoSettings.class, SendingSettings.class})
public class DeliveryConfiguration {

    @Bean
    PushQueue pushQueue(RedisConnectionFactory redis, SendingSettings settings) {
        return new PushQueue(new StringRedisTemplate(redis), settings.queue());
    }

    @Bean
    Outbox pushOutbox(
            JdbcClient jdbc,
            JdbcTemplate template,
            PushTokens tokens,
            PushPolicy policy,
            PushQueue queue,
            RedisConnectionFactory redis,
            JsonMapper json,
            SendingSettings settings,
            Clock clock) {
        var notifications = new NotificationRows(jdbc);
        return new Outbox(
                notifications,
                new DeliveryRows(template),
                new DeliveryLogRows(template),
                tokens,
                policy,
                queue,
                new NotificationAnnouncer(notifications, new StringRedisTemplate(redis), json),
                settings,
                clock);
    }

    @Bean
    Breaker pushBreaker(RedisConnectionFactory redis, SendingSettings settings, Clock clock) {
        return new Breaker(new StringRedisTemplate(redis), settings.queue(), settings.breakTime(), clock);
    }

    @Bean
    OpenSockets openSockets(RedisConnectionFactory redis, JsonMapper json) {
        return new OpenSockets(redis, json);
    }

    @Bean
    SeenChanges seenChanges(QueryGateway queries, JsonMapper json, SendingSettings settings, Clock clock) {
        return new SeenChanges(queries, json, settings.workers(), SeenChanges.PATIENCE, clock);
    }

    @Bean
    NeedlessMessages needlessMessages(OpenSockets sockets, SeenChanges changes, SendingSettings settings, Clock clock) {
        return new NeedlessMessages(sockets, changes, settings.grace(), clock);
    }

    @Bean
    DeliveryMetrics deliveryMetrics(MeterRegistry meters, Breaker breaker) {
        return new DeliveryMetrics(meters, breaker);
    }

    @Bean
    Sending pushSending(
            JdbcClient jdbc,
            JdbcTemplate template,
            PushTokens tokens,
            Outbox outbox,
            PushQueue queue,
            Breaker breaker,
            NeedlessMessages needless,
            DeliveryMetrics metrics,
            RedisConnectionFactory redis,
            ExpoSettings expoSettings,
            SendingSettings settings,
            JsonMapper json,
            TransactionOperations transactions,
            Clock clock) {
        var notifications = new NotificationRows(jdbc);
        var deliveries = new DeliveryRows(template);
        var claims = new ClaimRows(template);
        var checks = new TokenCheckRows(template);
        var expo = new ExpoClient(expoSettings, json);
        var receipts = ReceiptSchedule.of(settings, expoSettings.isExpo());
        var sender = new Sender(
                expo,
                new MessageWriter(json, settings.giveUpAfter()),
                new SendingGate(new StringRedisTemplate(redis), settings),
                breaker,
                receipts,
                settings,
                clock);
        return new Sending(
                settings,
                () -> new Worker(
                        queue,
                        deliveries,
                        claims,
                        checks,
                        notifications,
                        tokens,
                        needless,
                        sender,
                        breaker,
                        metrics,
                        transactions,
                        settings,
                        clock),
                new Sweep(
                        outbox,
                        claims,
                        checks,
                        new DeliveryLogRows(template),
                        notifications,
                        tokens,
                        queue,
                        transactions,
                        settings,
                        clock),
                new Receipts(
                        new ReceiptRows(template),
                        notifications,
                        tokens,
                        expo,
                        receipts,
                        metrics,
                        transactions,
                        settings,
                        clock));
    }
}
