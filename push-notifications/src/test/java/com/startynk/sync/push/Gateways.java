package com.startynk.sync.push;

import com.startynk.sync.platform.redis.RedisSubscription;
import com.startynk.sync.protocol.feed.FindSeen;
import com.startynk.sync.protocol.feed.Seen;
import com.startynk.sync.protocol.notification.NotificationAnnouncement;
import com.startynk.sync.protocol.notification.SocketAnswer;
import com.startynk.sync.protocol.notification.SocketQuestion;
import com.startynk.sync.protocol.notification.TakenNotification;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.axonframework.queryhandling.QueryBus;
import org.axonframework.queryhandling.QueryMessage;
import org.springframework.data.redis.connection.RedisConnectionFactory;
import org.springframework.data.redis.core.StringRedisTemplate;
import tools.jackson.databind.json.JsonMapper;

/** What the gateway and the reading side say on Redis and on the query bus, of devices that a test names. One for all tests. */
final class Gateways {

    private static final JsonMapper JSON = new JsonMapper();

    /** Devices with an open socket. */
    private static final Set<Phone> OPEN = ConcurrentHashMap.newKeySet();

    /** Those of them whose clients read. */
    private static final Set<Phone> READING = ConcurrentHashMap.newKeySet();

    /** Devices that have pulled everything. */
    private static final Set<String> UP_TO_DATE = ConcurrentHashMap.newKeySet();

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
        RunningService.bean(QueryBus.class)
                .subscribe(
                        FindSeen.class.getName(),
                        Seen.class,
                        (QueryMessage<?, Seen> message) -> seen((FindSeen) message.getPayload()));
        return new StringRedisTemplate(connections);
    }

    /** The phone has a socket; its client reads what comes, or is in a tunnel. */
    static void open(Phone phone, boolean reads) {
        if (reads) {
            READING.add(phone);
        }
        OPEN.add(phone);
    }

    /** The phone has pulled, and come back with the cursor. */
    static void upToDate(Phone phone) {
        UP_TO_DATE.add(phone.deviceId());
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

    private static Seen seen(FindSeen query) {
        return new Seen(IntStream.range(0, query.items().size())
                .filter(n -> UP_TO_DATE.contains(query.items().get(n).deviceId()))
                .boxed()
                .collect(Collectors.toSet()));
    }
}
