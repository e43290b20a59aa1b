package com.startynk.sync.push;

import com.startynk.sync.platform.redis.RedisSubscription;
import com.startynk.sync.protocol.notification.NotificationAnnouncement;
import com.startynk.sync.protocol.notification.SocketAnswer;
import com.startynk.sync.protocol.notification.SocketQuestion;
import com.startynk.sync.protocol.notification.TakenNotification;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.springframework.data.redis.connection.RedisConnectionFactory;
import org.springframework.data.redis.core.StringRedisTemplate;
import tools.jackson.databind.json.JsonMapper;

/** What the gateway says on Redis of devices that a test names. One for all tests. */
final class Gateways {

    private static final JsonMapper JSON = new JsonMapper();

    /** Devices with an open socket. */
    private static final Set<Phone> OPEN = ConcurrentHashMap.newKeySet();

    /** Those of them whose clients read. */
    private static final Set<Phone> READING = ConcurrentHashMap.newKeySet();

    /** Who reads a channel must not wait for Redis in the thread that reads: it may be the one by which the answer comes. */
    private static final ExecutorService SAYING = Executors.newSingleThreadExecutor(Gateways::thread);

    private static final StringRedisTemplate REDIS = start();

    private Gateways() {}

    private static Thread thread(Runnable task) {
        var thread = new Thread(task, "test-gateway-saying");
        thread.setDaemon(true);
        return thread;
    }

    private static StringRedisTemplate start() {
        var connections = RunningService.bean(RedisConnectionFactory.class);
        new RedisSubscription(connections, SocketQuestion.CHANNEL, "test-gateway", Gateways::asked).start();
        new RedisSubscription(connections, NotificationAnnouncement.CHANNEL, "test-sockets", Gateways::told).start();
        return new StringRedisTemplate(connections);
    }

    /** The phone has a socket; its client reads what comes, or is in a tunnel. */
    static void open(Phone phone, boolean reads) {
        if (reads) {
            READING.add(phone);
        }
        OPEN.add(phone);
    }

    private static void asked(byte[] message) {
        var question = JSON.readValue(message, SocketQuestion.class);
        var open = question.devices().stream()
                .filter(device -> OPEN.stream()
                        .anyMatch(phone -> phone.userId().equals(device.userId())
                                && phone.deviceId().equals(device.deviceId())))
                .toList();
        SAYING.execute(() -> REDIS.convertAndSend(
                question.answerTo(), JSON.writeValueAsString(new SocketAnswer(question.id(), open))));
    }

    private static void told(byte[] message) {
        var told = JSON.readValue(message, NotificationAnnouncement.class);
        READING.stream()
                .filter(phone -> phone.userId().equals(told.userId()))
                .forEach(phone -> SAYING.execute(() -> REDIS.opsForHash()
                        .put(TakenNotification.key(String.valueOf(told.id())), phone.deviceId(), "1")));
    }
}
